namespace Funding.Domain.Notifying;

/// <summary>Something that the calendar tells of a dossier, once, unless an act makes it pointless before.</summary>
/// <param name="Notice">What is told.</param>
/// <param name="From">The legal day from which it is to be told.</param>
/// <param name="Until">The first day on which it no longer makes sense; null when it does until an act settles it.</param>
public sealed record Reminder(Notice Notice, DateOnly From, DateOnly? Until)
{
    /// <summary>What it is about, unique in the dossier: the same reminder is told once, one about another day is another.</summary>
    public string Key => string.Join('/',
        Notice.Kind, Notice.CommitmentId, Notice.Instalment, Notice.Contract, Notice.Year, Notice.Mission, Notice.Deployment,
        Notice.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Whether it is to be told on a day.</summary>
    public bool IsInForce(DateOnly day) => From <= day && !(Until <= day);
}
