-- The origin under which Rollcall was reached when the applying began, for the links in what partners are told.
ALTER TABLE processings ADD COLUMN base TEXT NOT NULL DEFAULT '';
-- From which row on what was done has been taken back; null while nothing has been.
ALTER TABLE processings ADD COLUMN taken_back_from INTEGER;
