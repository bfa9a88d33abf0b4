using Funding.Domain.Aci;
using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>A command on one contract of the CPTS.</summary>
/// <param name="Contract">Number of the contract.</param>
public abstract record ContractCommand(int Contract) : CptsCommand;

/// <summary>The steps that decisions on contracts share.</summary>
internal static class ContractJudging
{
    /// <summary>What may lie ahead, lies at most so many months ahead (LIFECYCLE section 2).</summary>
    public static Fault? AheadFault(this ActContext context, DateOnly day, string pointer)
    {
        var latest = context.Today.AddMonths(context.Rules.MonthsAhead);
        return Judging.When(day > latest, pointer, $"Au plus {context.Rules.MonthsAhead} mois à l'avance, soit le {InFrench.Of(latest)}.");
    }

    /// <summary>R15: the last round is approved by all, on or before that day.</summary>
    public static Rejection? SignableOn(this Dossier dossier, DateOnly on)
        => dossier.Negotiation.Open is not { } round ? new NotApproved(Enum.GetValues<Party>().ToSequence())
            : round.Missing.Count > 0 ? new NotApproved(round.Missing)
            : Judging.InOrder(on, round.LastDate);

    /// <summary>The terms of a round as they are signed on a day.</summary>
    public static AgreedTerms Agree(this Dossier dossier, Round round, DateOnly on, ActContext context)
        => new(round.Proposal.Round, round.Proposal.Terms, TermsRule.BasisOf(round.Proposal.Terms, dossier, on, context));

    /// <summary>The act with all that it does to the lines; years of its contract that have come since are opened too.</summary>
    public static Settled Settled(this Dossier dossier, DateOnly on, DateOnly today, ContractEvent happened)
    {
        var settled = new Settled(dossier, []).With(happened);
        settled = settled.With(LineSettling.Of(settled.Dossier, on, today));
        if (happened is not AciContractSigned) return settled;
        while (ContractClock.NextYear(settled.Dossier, happened.Contract) is { } due && due.On <= today)
            settled = settled.With(ContractClock.Open(settled.Dossier, due));
        return settled;
    }
}

/// <summary>Events, and the dossier after them.</summary>
/// <param name="Dossier">After the events.</param>
/// <param name="Events">The events.</param>
internal sealed record Settled(Dossier Dossier, Sequence<CptsEvent> Events)
{
    /// <summary>With events more. They are folded as the system's: who acts matters to four eyes alone, and nothing is paid in between.</summary>
    public Settled With(params IEnumerable<CptsEvent> events)
    {
        var added = events.ToSequence();
        var dossier = added.Aggregate(Dossier, (state, it) => (Dossier)CptsFold.Evolve(state, new Recorded<CptsEvent>(Guid.Empty, PersonId.System, it)));
        return new Settled(dossier, Events.Concat(added).ToSequence());
    }

    /// <summary>The decision, which names the recoveries that it orders.</summary>
    public Decision Creating(params IEnumerable<Created> created) => new Accepted(Events)
    {
        Created = [.. created, .. Events.OfType<RecoveryOrdered>().Select(it => new Created("recovery", it.RecoveryId))],
    };

    /// <summary>The decision, with a thing of its own that it creates.</summary>
    public Decision Creating(string kind, string id) => Creating(new Created(kind, id));

    public static implicit operator Decision(Settled settled) => settled.Creating();
}
