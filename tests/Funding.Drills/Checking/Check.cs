namespace Funding.Drills.Checking;

/// <summary>What is looked at after a drill; each has a control that makes it find something.</summary>
internal enum Check
{
    /// <summary>An acknowledged act has no event, or a key no answer; an act whose fate nobody told.</summary>
    Lost,

    /// <summary>An act has more events than it makes, a payment reference stands twice, or an event has no act.</summary>
    Doubled,

    /// <summary>An act that was refused has an event.</summary>
    RefusedYetStored,

    /// <summary>An answer kept under a key is not the one that was given.</summary>
    AnswerChanged,

    /// <summary>An act was refused for want of something that was acknowledged.</summary>
    WronglyRefused,

    /// <summary>Versions of a stream are not 1…n.</summary>
    Versions,

    /// <summary>Ledger positions are not 1…n, an event has none or two, or the time of knowing goes back.</summary>
    Positions,

    /// <summary>Entries are not what the events say, or not what was acknowledged.</summary>
    Entries,

    /// <summary>More was granted than an envelope held.</summary>
    Overspent,

    /// <summary>What fell due was not recorded, or not with its day, or twice.</summary>
    DueMissed,

    /// <summary>What fell due was recorded before its hour.</summary>
    DueEarly,

    /// <summary>Something was recorded at an hour that the server's clock never showed.</summary>
    WrongHour,

    /// <summary>Something that is poison, or only it, is not told of by health, or what is beside it suffered.</summary>
    Poison,

    /// <summary>A restored database is not what was dumped.</summary>
    Restored,

    /// <summary>An event tells nobody though it should, or a notice waits in the outbox for ever.</summary>
    NoticeLost,

    /// <summary>Something is told twice, or of nothing; one message goes under two ids.</summary>
    NoticeDoubled,

    /// <summary>A message that was to be sent to a receiver never reached it, or reached it without a valid signature.</summary>
    NeverDelivered,

    /// <summary>Messages of one dossier reached a mailbox or a receiver in another order, and none of them had failed for too long.</summary>
    OutOfOrder,
}

/// <summary>What a check found.</summary>
/// <param name="Check">Which one.</param>
/// <param name="What">Where and what, for whoever looks into it.</param>
internal sealed record Finding(Check Check, string What);
