namespace Funding.Domain.Cpts;

/// <summary>The agency accepted the letter of intent: the project phase, and FIR money, open.</summary>
public sealed record LetterOfIntentAccepted : CptsEvent;

/// <summary>The agency refused the letter of intent.</summary>
public sealed record LetterOfIntentRefused : CptsEvent;

/// <summary>Accept the letter of intent, once (R2).</summary>
public sealed record AcceptLetterOfIntent : CptsCommand;

/// <summary>Refuse the letter of intent, once (R2).</summary>
public sealed record RefuseLetterOfIntent : CptsCommand;

internal static class Letter
{
    public static Decision Decide(AcceptLetterOfIntent command, Dossier dossier, ActContext context)
        => Judge(command, dossier, context, new LetterOfIntentAccepted { EffectiveDate = context.DateOf(command) });

    public static Decision Decide(RefuseLetterOfIntent command, Dossier dossier, ActContext context)
        => Judge(command, dossier, context, new LetterOfIntentRefused { EffectiveDate = context.DateOf(command) });

    private static Decision Judge<T>(CptsCommand command, Dossier dossier, ActContext context, T answer) where T : CptsEvent
    {
        if (context.Faults(command) is { } invalid) return invalid;
        var asked = answer.From(command);
        if (dossier.Last<T>() is { } given && Judging.IsSame(command, asked, given)) return Decision.Nothing;
        if (dossier.Phase is not Intention) return Decision.No(dossier.WrongPhaseNow(asked.EffectiveDate));
        return dossier.InOrder(asked.EffectiveDate) is { } early ? Decision.No(early) : Decision.Of(asked);
    }
}
