-- person_on: one row is someone a client in scope mentioned, as known on $on. Whether
-- they are a client is never among it (safety.md IG-22).
SELECT
    client_id, interview, person_id, number, role, closeness, closeness_state, uses,
    view_of_stopping, view_of_stopping_state
FROM known_person
