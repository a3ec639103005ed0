-- form_of_group: the outcome forms of people who were in a group, as known on $on, of
-- those alone who gave service improvement.
--
-- One row a form that says days of illicit opiates, and one without a form for somebody
-- who has none. Who left or died stands here too, or whoever stayed would speak for all:
-- $clients names them, and no other limit of a scope holds.
WITH agreed AS (
    SELECT client_id
    FROM live_permission
    WHERE purpose = 'service_improvement' AND list_contains($clients, client_id)
    GROUP BY client_id
    HAVING arg_max(state, (said_on, row_id)) = 'given'
)

SELECT agreed.client_id, form.said_on, form.opiate_days
FROM agreed
LEFT JOIN live_outcome AS form
    ON form.client_id = agreed.client_id AND form.opiate_days IS NOT NULL
