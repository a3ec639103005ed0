-- answer_on: the newest answer to each question of one survey ($survey), for clients in
-- scope. Null with a state is "asked, not answered"; no row is "not asked".
SELECT client_id, question, value, state, said_on
FROM known_answer
WHERE survey = $survey
QUALIFY row_number() OVER (PARTITION BY client_id, question ORDER BY said_on DESC, row_id DESC) = 1
