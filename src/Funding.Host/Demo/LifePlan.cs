namespace Funding.Host.Demo;

/// <summary>The days of a life, in order; a null day does not come.</summary>
/// <param name="Registered">Letter of intent received.</param>
/// <param name="Accepted">Letter accepted.</param>
/// <param name="FirstDeposit">A health project that the agency opposed.</param>
/// <param name="Opposed">The opposition, which precedes the last deposit.</param>
/// <param name="OppositionRecordedLate">Whether it is recorded only after the two months, and annuls a deemed validation.</param>
/// <param name="Deposited">The health project submitted last.</param>
/// <param name="Validated">The explicit validation.</param>
/// <param name="NegotiationOpened">When talks about the contract begin, if tariffs allow.</param>
/// <param name="Signed">The signature of the first contract, if they come to an end by then.</param>
/// <param name="Stage">How far it comes.</param>
internal sealed record LifePlan(
    DateOnly Registered, DateOnly? Accepted, DateOnly? FirstDeposit, DateOnly? Opposed, bool OppositionRecordedLate, DateOnly? Deposited, DateOnly? Validated,
    DateOnly? NegotiationOpened, DateOnly? Signed, Stage Stage)
{
    /// <summary>Days left free before the end, so that the last act is recorded too.</summary>
    private const int Margin = 14;

    /// <summary>Days that a contract lives at least before it is suspended or terminated.</summary>
    private const int Living = 35;

    /// <summary>Counts back from the end of the life to its beginning, both within the history.</summary>
    public static LifePlan Of(Destiny destiny, DateOnly start, DateOnly end, Dice dice)
    {
        var stage = destiny.Stage;
        var accepting = dice.Between(31, 122);
        var writing = dice.Between(150, 480);
        var opposed = stage is not (Stage.Intention or Stage.Submitted) && dice.Chance(8);
        var late = opposed && dice.Chance(15);
        var opposing = dice.Between(25, 45);
        var rewriting = dice.Between(60, 130);
        var answering = dice.Between(15, 45);
        var deciding = destiny.Deemed ? 64 : answering;
        var resting = dice.Between(10, 75);
        var negotiating = dice.Between(60, 220);
        var ends = stage switch
        {
            Stage.Intention => end.AddDays(-dice.Between(Margin, 110)),
            Stage.Submitted => end.AddDays(-dice.Between(Margin, 52)),
            Stage.Negotiating => end.AddDays(-dice.Between(Margin, 110)),
            _ => end.AddDays(-Margin),
        };

        var span = ends.DayNumber - start.DayNumber - 3;
        resting = Math.Min(resting, Math.Max(10, span / 20));
        negotiating = Math.Min(negotiating, Math.Max(45, span / 7));
        var contract = stage switch
        {
            Stage.Negotiating => resting,
            Stage.Contracted => resting + negotiating,
            Stage.Suspended or Stage.Ended => resting + negotiating + Living,
            _ => 0,
        };
        var after = (opposed ? opposing + rewriting : 0) + (stage >= Stage.Validated ? deciding : 0) + contract;
        if (opposed && accepting + 120 + after > span) (opposed, late, after) = (false, false, after - opposing - rewriting);
        if (stage != Stage.Intention) accepting = Math.Min(accepting, Math.Max(31, span / 6));
        writing = Math.Max(100, Math.Min(writing, span - accepting - after));
        var length = stage == Stage.Intention ? 0 : accepting + writing + after;
        var free = Math.Max(0, span - length);
        var spared = dice.Between(0, free);
        // Most contracts are some years old, and those that are over the oldest.
        if (stage > Stage.Negotiating) spared = Math.Max(spared, dice.Between(stage == Stage.Ended ? free / 2 : 0, free));
        var registered = stage switch
        {
            Stage.Intention => ends,
            Stage.Submitted or Stage.Negotiating => ends.AddDays(-length),
            Stage.Validated => ends.AddDays(-length - Math.Min(spared, 200)),
            Stage.Project => ends.AddDays(-Math.Min(span, (opposed ? length : accepting + 20) + dice.Between(0, Math.Min(free, 300)))),
            _ => ends.AddDays(-length - spared),
        };
        var accepted = registered.AddDays(accepting);
        var first = accepted.AddDays(writing);
        DateOnly? no = opposed ? first.AddDays(opposing) : null;
        var deposited = no?.AddDays(rewriting) ?? first;
        var opened = deposited.AddDays(deciding + resting);
        return new(
            Working(registered), stage == Stage.Intention ? null : Working(accepted), opposed ? Working(first) : null, no is { } day ? Working(day) : null, late,
            stage is Stage.Intention or Stage.Project ? null : Working(deposited),
            stage >= Stage.Validated && !destiny.Deemed ? Working(deposited.AddDays(answering)) : null,
            stage >= Stage.Negotiating ? Working(opened) : null, stage > Stage.Negotiating ? Working(opened.AddDays(negotiating)) : null, stage);

        static DateOnly Working(DateOnly day) => OfficeHours.WorkingDay(day);
    }
}
