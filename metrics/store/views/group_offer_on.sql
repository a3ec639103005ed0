-- group_offer_on: answers about a group that count only where the client was asked alone.
--
-- Somebody beside a partner, or beside others who buy with them, may say what is wanted
-- of them: an answer that is not recorded as given alone says nothing here, and leaves an
-- earlier one standing. A block gives the recorded parts of one fact, as in client_on.

-- fact: wants_group_alone | newest | wants a group with people they buy with, asked alone
SELECT
    client_id,
    value,
    said_on,
    known_on + $days_answer_wants_group AS until,
    state,
    NULL AS detail
FROM known_answer
WHERE survey = 'group_offer' AND question = 'wants_group' AND alone = 'yes'
