-- rule_switch_on: the newest word on each rule that anybody has turned off or on. It is
-- about rules, never about a client.
SELECT rule, turned_off, why, switched_at
FROM live_rule_switch
QUALIFY row_number() OVER (PARTITION BY rule ORDER BY switched_at DESC, row_id DESC) = 1
