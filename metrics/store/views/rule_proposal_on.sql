-- rule_proposal_on: the newest word on each number of a rule that anybody has proposed to
-- change. It is about rules, never about a client.
SELECT rule, number_now, number_proposed, taken_back, why, proposed_at
FROM live_rule_proposal
QUALIFY row_number() OVER (
    PARTITION BY rule, number_now ORDER BY proposed_at DESC, row_id DESC
) = 1
