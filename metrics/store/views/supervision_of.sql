-- supervision_of: clients in scope whom this user ($marked_by) will bring to supervision.
SELECT client_id
FROM known_supervision
WHERE marked_by = $marked_by
