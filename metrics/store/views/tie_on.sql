-- tie_on: one row is a kind of contact that a client in scope told of, as known on $on.
SELECT client_id, interview, person_id, kind, state, days
FROM known_tie
