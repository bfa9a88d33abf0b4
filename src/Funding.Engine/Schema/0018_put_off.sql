-- A notice that cannot be told is put off a few times before it is set aside: how often it was tried, and when it is tried again.
alter table funding.outbox add column attempts integer not null default 0;
alter table funding.outbox add column next_at timestamptz null;
create index outbox_set_aside on funding.outbox (recorded_at) where error is not null;

-- Why a dossier could not be reminded of: it is looked at again, and nothing waits for it.
alter table funding.reminders add column error text null;
create index reminders_failed on funding.reminders (cpts_id) where error is not null;
