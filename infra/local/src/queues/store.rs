use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Letter, Queues, Received, Refused};
use crate::tasks::Tasks;
use crate::template::{ACCOUNT, Queue, REGION};

/// How long a deduplication id is remembered, as SQS has it.
const REMEMBERED: i64 = 5 * 60 * 1000;
/// Longest body, as SQS has it since 2025.
const LONGEST: usize = 1024 * 1024;

impl Queues {
    /// Puts a message into a queue and answers its id.
    pub(crate) fn send(&self, name: &str, letter: &Letter) -> Result<String, Refused> {
        let queue = self.queue(name).ok_or(Refused::NoQueue)?;
        if letter.body.is_empty() {
            return Err(Refused::Invalid("The request must contain the parameter MessageBody."));
        }
        if letter.body.len() > LONGEST {
            return Err(Refused::Invalid(
                "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.",
            ));
        }
        let deduplication = self.deduplication(queue, letter)?;
        let now = self.clock().millis();
        let delay = letter.delay.filter(|_| !queue.fifo).unwrap_or(queue.delay).clamp(0, 900);
        let id = uuid::Uuid::new_v4().to_string();
        {
            let mut connection = self.0.ledger.connection();
            let transaction = connection.transaction()?;
            if let Some(deduplication) = &deduplication
                && let Some(earlier) = earlier(&transaction, name, deduplication, now)?
            {
                return Ok(earlier);
            }
            if let Some(deduplication) = &deduplication {
                transaction
                    .prepare_cached("INSERT OR REPLACE INTO deduplication VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![name, deduplication, id, now + REMEMBERED])?;
            }
            transaction
                .prepare_cached(
                    "INSERT INTO message (queue, message_id, body, attributes, group_id, deduplication, sent_at, visible_at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![
                    name,
                    id,
                    letter.body,
                    letter.attributes.to_string(),
                    letter.group.as_ref().filter(|_| queue.fifo),
                    deduplication,
                    now,
                    now + delay * 1000
                ])?;
            transaction.commit()?;
        }
        self.announce(name);
        Ok(id)
    }

    fn deduplication(&self, queue: &Queue, letter: &Letter) -> Result<Option<String>, Refused> {
        if !queue.fifo {
            return Ok(None);
        }
        if letter.group.is_none() {
            return Err(Refused::Invalid("The request must contain the parameter MessageGroupId."));
        }
        if let Some(given) = &letter.deduplication {
            return Ok(Some(given.clone()));
        }
        if !queue.by_content {
            return Err(Refused::Invalid(
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
            ));
        }
        Ok(Some(Sha256::digest(&letter.body).iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    /// Takes up to `most` messages that are due, in order, and hides them for the queue's visibility time-out.
    ///
    /// Messages that were received as often as the queue allows go to its dead letters instead.
    pub(crate) fn receive(&self, name: &str, most: usize) -> Result<Vec<Received>, Refused> {
        let queue = self.queue(name).ok_or(Refused::NoQueue)?;
        let now = self.clock().millis();
        let mut moved = None;
        let mut received = Vec::new();
        {
            let mut connection = self.0.ledger.connection();
            let transaction = connection.transaction()?;
            while received.len() < most {
                let found = due(&transaction, queue, now, most.saturating_sub(received.len()))?;
                if found.is_empty() {
                    break;
                }
                for mut message in found {
                    if let (Some(target), Some(limit)) = (&queue.dead_letters, queue.max_receives)
                        && message.receives >= limit
                    {
                        move_to(&transaction, &message, target, name, now)?;
                        moved = Some(target.clone());
                        continue;
                    }
                    message.receives += 1;
                    message.receipt = uuid::Uuid::new_v4().to_string();
                    transaction
                        .prepare_cached(
                            "UPDATE message SET receives = ?2, receipt = ?3, visible_at = ?4, first_received_at = ?5 WHERE id = ?1",
                        )?
                        .execute(params![
                            message.id,
                            message.receives,
                            message.receipt,
                            now + queue.visibility * 1000,
                            message.first_received_at
                        ])?;
                    received.push(message);
                }
                if queue.fifo {
                    // The groups of these messages are taken now; what is left of them waits.
                    break;
                }
            }
            transaction.commit()?;
        }
        if let Some(target) = moved {
            self.announce(&target);
        }
        Ok(received)
    }

    /// Forgets messages that have been handled. One that has been received again since is left alone.
    pub(crate) fn delete<'a>(
        &self,
        name: &str,
        handled: impl IntoIterator<Item = &'a Received>,
    ) -> Result<(), Refused> {
        {
            let mut connection = self.0.ledger.connection();
            let transaction = connection.transaction()?;
            for message in handled {
                transaction
                    .prepare_cached("DELETE FROM message WHERE id = ?1 AND receipt = ?2")?
                    .execute(params![message.id, message.receipt])?;
            }
            transaction.commit()?;
        }
        // The next of a group may go now.
        self.announce(name);
        Ok(())
    }

    /// Forgets one message by the receipt it was handed out with.
    pub(crate) fn delete_by_receipt(&self, name: &str, receipt: &str) -> Result<(), Refused> {
        self.0
            .ledger
            .connection()
            .prepare_cached("DELETE FROM message WHERE queue = ?1 AND receipt = ?2")?
            .execute(params![name, receipt])?;
        self.announce(name);
        Ok(())
    }

    /// Lets a received message come again after so many seconds.
    pub(crate) fn put_back(&self, name: &str, message: &Received, seconds: i64) -> Result<(), Refused> {
        let at = self.clock().millis() + seconds * 1000;
        self.0
            .ledger
            .connection()
            .prepare_cached("UPDATE message SET visible_at = ?3 WHERE id = ?1 AND receipt = ?2")?
            .execute(params![message.id, message.receipt, at])?;
        self.announce(name);
        Ok(())
    }

    /// Whether a message could be received now.
    pub(crate) fn has_due(&self, name: &str) -> Result<bool, Refused> {
        let queue = self.queue(name).ok_or(Refused::NoQueue)?;
        Ok(!due(&self.0.ledger.connection(), queue, self.clock().millis(), 1)?.is_empty())
    }

    /// When the next hidden message comes into view, in milliseconds since the epoch.
    pub(crate) fn next_due(&self, name: &str) -> Result<Option<i64>, Refused> {
        let connection = self.0.ledger.connection();
        let mut next =
            connection.prepare_cached("SELECT MIN(visible_at) FROM message WHERE queue = ?1 AND visible_at > ?2")?;
        Ok(next.query_row(params![name, self.clock().millis()], |row| row.get(0))?)
    }

    /// How many messages a queue holds, hidden ones included.
    pub(crate) fn depth(&self, name: &str) -> Result<i64, Refused> {
        let connection = self.0.ledger.connection();
        let mut depth = connection.prepare_cached("SELECT COUNT(*) FROM message WHERE queue = ?1")?;
        Ok(depth.query_row([name], |row| row.get(0))?)
    }

    /// Drops what is older than its queue keeps messages.
    pub(crate) fn expire(&self) -> Result<(), Refused> {
        let now = self.clock().millis();
        let connection = self.0.ledger.connection();
        for queue in self.0.queues.values() {
            connection
                .prepare_cached("DELETE FROM message WHERE queue = ?1 AND sent_at < ?2")?
                .execute(params![queue.name, now - queue.retention * 1000])?;
        }
        connection.prepare_cached("DELETE FROM deduplication WHERE until <= ?1")?.execute([now])?;
        Ok(())
    }

    /// Drops them now and then.
    pub(crate) fn sweep(&self, tasks: &Tasks, every: Duration) {
        let queues = self.clone();
        tasks.start_loop(async move {
            loop {
                tokio::time::sleep(every).await;
                if let Err(error) = queues.expire() {
                    tracing::warn!(%error, "old messages were not dropped");
                }
            }
        });
    }

    /// Nobody holds a message when the process has just begun: whoever did has ended.
    pub(super) fn release_all(&self) -> rusqlite::Result<()> {
        let connection = self.0.ledger.connection();
        let mut release =
            connection.prepare("UPDATE message SET visible_at = MIN(visible_at, ?1) WHERE receipt IS NOT NULL")?;
        release.execute([self.clock().millis()])?;
        Ok(())
    }
}

fn earlier(connection: &Connection, queue: &str, deduplication: &str, now: i64) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT message_id FROM deduplication WHERE queue = ?1 AND name = ?2 AND until > ?3")?
        .query_row(params![queue, deduplication, now], |row| row.get(0))
        .optional()
}

fn due(connection: &Connection, queue: &Queue, now: i64, most: usize) -> rusqlite::Result<Vec<Received>> {
    // A group is closed while one of its messages is out, so that order is kept.
    const FIFO: &str =
        "SELECT id, message_id, body, attributes, group_id, deduplication, source, sent_at, first_received_at, receives
        FROM message AS m WHERE queue = ?1 AND visible_at <= ?2 AND NOT EXISTS
        (SELECT 1 FROM message AS o WHERE o.queue = ?1 AND o.group_id = m.group_id AND o.visible_at > ?2)
        ORDER BY id LIMIT ?3";
    const ANY: &str =
        "SELECT id, message_id, body, attributes, group_id, deduplication, source, sent_at, first_received_at, receives
        FROM message WHERE queue = ?1 AND visible_at <= ?2 ORDER BY id LIMIT ?3";
    let mut statement = connection.prepare_cached(if queue.fifo { FIFO } else { ANY })?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    statement.query_map(params![queue.name, now, most], |row| read(row, now))?.collect()
}

fn read(row: &Row<'_>, now: i64) -> rusqlite::Result<Received> {
    let attributes: String = row.get(3)?;
    let first: Option<i64> = row.get(8)?;
    Ok(Received {
        id: row.get(0)?,
        message_id: row.get(1)?,
        body: row.get(2)?,
        attributes: serde_json::from_str(&attributes).unwrap_or(Value::Null),
        group: row.get(4)?,
        deduplication: row.get(5)?,
        source: row.get(6)?,
        sent_at: row.get(7)?,
        first_received_at: first.unwrap_or(now),
        receives: row.get(9)?,
        receipt: String::new(),
    })
}

fn move_to(connection: &Connection, message: &Received, target: &str, from: &str, now: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE message SET queue = ?2, source = ?3, receives = 0, receipt = NULL, visible_at = ?4 WHERE id = ?1",
        )?
        .execute(params![message.id, target, format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{from}"), now])?;
    Ok(())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
