using Funding.Domain;
using Funding.Domain.Rights;
using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>An act that waits for somebody, with the dossier that it belongs to.</summary>
/// <param name="Outlook">The dossier.</param>
/// <param name="Act">What is to be done.</param>
/// <param name="Today">The legal day on which it was looked at.</param>
public sealed record WaitingItem(Outlook Outlook, WaitingAct Act, DateOnly Today)
{
    /// <summary>What tells it from every other of its kind and role.</summary>
    public string Key => FormattableString.Invariant($"{Outlook.Id:N}.{Act.Day:yyyyMMdd}.{Act.CommitmentId}.{Act.Instalment}.{Act.RecoveryId}.{Act.Contract}.{Act.Year}.{Act.Mission}.{Act.Round}");

    /// <summary>Whether the day has passed by which it was to be done.</summary>
    public bool IsLate => Act.IsLate(Today);

    /// <summary>Whether this person may not do it, whatever their role (R11).</summary>
    public bool IsForAnother(PersonId person) => Act.Excluded.Contains(person);

    /// <summary>What is asked of a role on the day; earliest first.</summary>
    public static IEnumerable<WaitingItem> Of(IEnumerable<Outlook> outlooks, Role role, Func<string, DateOnly> today)
        => Of(outlooks, act => act.Role == role, today);

    /// <summary>What is asked on the day, as far as it is wanted; earliest first.</summary>
    public static IEnumerable<WaitingItem> Of(IEnumerable<Outlook> outlooks, Func<WaitingAct, bool> isWanted, Func<string, DateOnly> today)
        => from outlook in outlooks
           let day = today(outlook.RegionCode)
           from act in outlook.Waiting
           where isWanted(act) && act.IsAsked(day)
           orderby act.Day, outlook.Name, outlook.Id, act.CommitmentId, act.Instalment
           select new WaitingItem(outlook, act, day);
}
