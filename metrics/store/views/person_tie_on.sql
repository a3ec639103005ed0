-- person_tie_on: one row is a tie between two people whom a client in scope mentioned.
SELECT client_id, interview, person_id, other_person_id, kind
FROM known_person_tie
WHERE coalesce(state, 'yes') = 'yes'
