-- In which history of its the hub has last shown that it has this content: by giving it, by taking it, or when it was
-- asked. NULL where it never has, or nobody knows: offline this laptop lets nothing of that go.
ALTER TABLE stored_files ADD COLUMN confirmed_in TEXT;
