using Funding.Domain.Views;

namespace Funding.Engine.Reading;

/// <summary>A deadline with the dossier that it belongs to.</summary>
/// <param name="Outlook">The dossier.</param>
/// <param name="Deadline">The deadline.</param>
/// <param name="Today">The legal day on which it was looked at.</param>
public sealed record DeadlineItem(Outlook Outlook, Deadline Deadline, DateOnly Today)
{
    /// <summary>What tells it from every other.</summary>
    public string Key => FormattableString.Invariant($"{Outlook.Id:N}.{Deadline.Kind}.{Deadline.On:yyyyMMdd}.{Deadline.CommitmentId}.{Deadline.Instalment}.{Deadline.Contract}.{Deadline.Year}.{Deadline.Mission}");

    /// <summary>What is overdue, and what falls due within so many days; earliest first.</summary>
    public static IEnumerable<DeadlineItem> Within(IEnumerable<Outlook> outlooks, int days, Func<string, DateOnly> today)
        => from outlook in outlooks
           let day = today(outlook.RegionCode)
           from deadline in outlook.Deadlines
           where deadline.On <= day.AddDays(days)
           orderby deadline.On, deadline.Kind, outlook.Name, outlook.Id
           select new DeadlineItem(outlook, deadline, day);
}
