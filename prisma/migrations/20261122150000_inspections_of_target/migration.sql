-- How often one enterprise is inspected in a year (inspection-annual-frequency-cap) is counted when an inspection starts.
CREATE INDEX file_inspection_target ON file ((facts #>> '{target,uscc}')) WHERE type = 'inspection';
