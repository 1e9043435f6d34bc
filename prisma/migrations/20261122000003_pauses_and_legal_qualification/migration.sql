-- Who may do legal review (APL 58): holds the national legal qualification, or did such reviews before it was asked for.
ALTER TABLE officer ADD COLUMN legal_qualification boolean NOT NULL DEFAULT false;

-- Days that a clock leaves out (PPR 18, 64), each with its ground, first day, and the day on which it counts again; write_step writes them.
ALTER TABLE deadline ADD COLUMN pauses jsonb NOT NULL DEFAULT '[]';
