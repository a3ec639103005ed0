-- read_first_of: the newest day on which a client in scope spoke of suicide or self-harm.
-- Their own worker reads it first; that it was said, never a level (evidence.md R32).
SELECT client_id, max(said_on) AS newest_on
FROM known_disclosure
WHERE kind = 'suicide_or_self_harm' AND state = 'yes'
GROUP BY client_id
