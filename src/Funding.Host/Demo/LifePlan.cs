namespace Funding.Host.Demo;

/// <summary>How far a CPTS comes by the end of the history: the public funnel, its last two stages being one until contracts exist.</summary>
internal enum Stage
{
    Intention,
    Project,
    Submitted,
    Validated,
    Deemed,
}

/// <summary>The days of a life, in order; a null day does not come.</summary>
/// <param name="Registered">Letter of intent received.</param>
/// <param name="Accepted">Letter accepted.</param>
/// <param name="FirstDeposit">A health project that the agency opposed.</param>
/// <param name="Opposed">The opposition, which precedes the last deposit.</param>
/// <param name="OppositionRecordedLate">Whether it is recorded only after the two months, and annuls a deemed validation.</param>
/// <param name="Deposited">The health project submitted last.</param>
/// <param name="Validated">The explicit validation.</param>
internal sealed record LifePlan(
    DateOnly Registered, DateOnly? Accepted, DateOnly? FirstDeposit, DateOnly? Opposed, bool OppositionRecordedLate, DateOnly? Deposited, DateOnly? Validated)
{
    /// <summary>Days left free before the end, so that the last act is recorded too.</summary>
    private const int Margin = 14;

    /// <summary>Counts back from the end of the life to its beginning, both within the history.</summary>
    public static LifePlan Of(Stage stage, DateOnly start, DateOnly end, Dice dice)
    {
        var accepting = dice.Between(31, 122);
        var writing = dice.Between(150, 480);
        var opposed = stage is not (Stage.Intention or Stage.Submitted) && dice.Chance(8);
        var late = opposed && dice.Chance(15);
        var opposing = dice.Between(25, 45);
        var rewriting = dice.Between(60, 130);
        var answering = dice.Between(15, 45);
        var deciding = stage == Stage.Deemed ? 63 : answering;
        var ends = stage switch
        {
            Stage.Intention => end.AddDays(-dice.Between(Margin, 110)),
            Stage.Submitted => end.AddDays(-dice.Between(Margin, 52)),
            _ => end.AddDays(-Margin),
        };

        var span = ends.DayNumber - start.DayNumber - 3;
        var after = (opposed ? opposing + rewriting : 0) + (stage is Stage.Validated or Stage.Deemed ? deciding : 0);
        if (opposed && accepting + 120 + after > span) (opposed, late, after) = (false, false, after - opposing - rewriting);
        if (stage != Stage.Intention) accepting = Math.Min(accepting, Math.Max(31, span / 5));
        writing = Math.Max(100, Math.Min(writing, span - accepting - after));
        var length = stage == Stage.Intention ? 0 : accepting + writing + after;
        var free = Math.Max(0, span - length);
        var registered = stage switch
        {
            Stage.Intention => ends,
            Stage.Submitted => ends.AddDays(-length),
            Stage.Project => ends.AddDays(-Math.Min(span, (opposed ? length : accepting + 20) + dice.Between(0, Math.Min(free, 300)))),
            _ => ends.AddDays(-length - dice.Between(0, free)),
        };
        var accepted = registered.AddDays(accepting);
        var first = accepted.AddDays(writing);
        DateOnly? no = opposed ? first.AddDays(opposing) : null;
        var deposited = no?.AddDays(rewriting) ?? first;
        return new(
            Working(registered), stage == Stage.Intention ? null : Working(accepted), opposed ? Working(first) : null, no is { } day ? Working(day) : null, late,
            stage is Stage.Intention or Stage.Project ? null : Working(deposited), stage == Stage.Validated ? Working(deposited.AddDays(answering)) : null);

        static DateOnly Working(DateOnly day) => OfficeHours.WorkingDay(day);
    }
}
