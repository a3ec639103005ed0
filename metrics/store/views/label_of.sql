-- label_of: the pseudonym shown for each client in scope.
SELECT label.client_id, label.label
FROM label
JOIN in_scope USING (client_id)
