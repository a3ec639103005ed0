-- measured_interview_on: one row is a finished interview of a client in scope, as known
-- on $on, with the day it was asked and its measures.
SELECT told.said_on, measure.*
FROM known_interview AS told
JOIN known_network_measure AS measure
    ON measure.client_id = told.client_id AND measure.interview = told.interview
WHERE told.finished = 'yes'
