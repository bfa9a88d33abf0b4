using System.Collections.Immutable;

namespace Funding.Domain.Cpts;

/// <summary>The rounds of proposals of a CPTS, for its contract, their amendments and renewals.</summary>
public sealed record Negotiation
{
    /// <summary>Before the first proposal.</summary>
    public static Negotiation None { get; } = new();

    /// <summary>The rounds; that of number n is at n − 1.</summary>
    public ImmutableList<Round> Rounds { get; init; } = [];

    /// <summary>How many rounds can no longer be signed: those up to the one last signed, or all of a negotiation that was annulled.</summary>
    public int Closed { get; init; }

    /// <summary>The last round, which alone can be approved and signed, or null when none is open.</summary>
    public Round? Open => Rounds.Count > Closed ? Rounds[^1] : null;

    /// <summary>The round of that number, or null.</summary>
    public Round? Find(int number) => number >= 1 && number <= Rounds.Count ? Rounds[number - 1] : null;

    internal Negotiation With(AciTermsProposed proposed) => this with { Rounds = Rounds.Add(new Round(proposed)) };

    internal Negotiation With(AciTermsApproved approved)
        => Find(approved.Round) is { } round ? this with { Rounds = Rounds.SetItem(approved.Round - 1, round with { Approvals = round.Approvals.SetItem(approved.By, approved) }) } : this;

    internal Negotiation Signed(int round) => this with { Closed = Math.Max(Closed, round) };

    internal Negotiation Annulled() => this with { Closed = Rounds.Count };
}

/// <summary>A proposal and who approved it.</summary>
/// <param name="Proposal">As it was recorded.</param>
public sealed record Round(AciTermsProposed Proposal)
{
    /// <summary>The approvals by party.</summary>
    public ImmutableSortedDictionary<Party, AciTermsApproved> Approvals { get; init; } = ImmutableSortedDictionary<Party, AciTermsApproved>.Empty;

    /// <summary>The parties that have not approved.</summary>
    public Sequence<Party> Missing => Enum.GetValues<Party>().Where(party => !Approvals.ContainsKey(party)).ToSequence();

    /// <summary>The date of the last approval, or of the proposal when there is none.</summary>
    public DateOnly LastDate => Approvals.Values.Select(approval => approval.EffectiveDate).Append(Proposal.EffectiveDate).Max();
}
