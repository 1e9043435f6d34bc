-- The secret address under which an officer's calendar program reads due dates. One for each officer; only the SHA-256 of the secret is
-- kept, so that nobody who reads the database can read the feed. A revoked feed keeps its row, without a hash.
CREATE TABLE calendar_feed (
  officer_id text PRIMARY KEY REFERENCES officer (id),
  secret_hash text UNIQUE CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
  made_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  CHECK ((secret_hash IS NULL) = (revoked_at IS NOT NULL))
);
