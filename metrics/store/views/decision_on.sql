-- decision_on: the newest decision on each suggestion, for clients in scope.
SELECT client_id, about, choice, reason, note, decided_by, decided_at
FROM known_decision
QUALIFY row_number() OVER (PARTITION BY client_id, about ORDER BY decided_at DESC) = 1
