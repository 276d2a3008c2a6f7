DROP TABLE outbox_sent;
