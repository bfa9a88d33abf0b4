using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Tariffs;

namespace Funding.Host.Demo;

/// <summary>Rounds of proposals, each party asking for what suits it, until the last one is approved by the three of them.</summary>
internal sealed class NegotiationStory(CaseFile file, Offices offices, PersonId association)
{
    private readonly Dice dice = file.Dice;

    /// <summary>The round that the three parties approved, or null.</summary>
    public Round? Agreed => file.Dossier.Negotiation.Open is { Missing.Count: 0 } round ? round : null;

    /// <summary>Whether what is agreed can be signed under the tariff of a day.</summary>
    public bool MaySign(DateOnly on) => Agreed is { } round && file.World.TariffOn(on)?.Id == round.Proposal.Terms.Tariff;

    /// <summary>Meetings until they agree; the phase may end them before.</summary>
    /// <param name="rounds">How many rounds it takes.</param>
    /// <param name="pace">Most days between two meetings.</param>
    /// <param name="settles">Whether they come to an end: if not, the last round lacks an approval.</param>
    /// <param name="terms">The terms under a tariff, so many points above or below what will be agreed.</param>
    public IEnumerable<DateTimeOffset> Tell(int rounds, int pace, bool settles, Func<AciTariff, int, Terms> terms)
    {
        for (var left = rounds - 1; left >= 0; left--)
        {
            do yield return file.OfficeIn(dice.Between(5, pace));
            while (MayTalk && TermsPlan.TariffNow(file) is null);
            if (!MayTalk) yield break;
            var by = left == 0 ? Party.Cpam : dice.Pick([Party.Cpts, Party.Cpts, Party.Ars, Party.Cpam]);
            var round = file.Dossier.Negotiation.Rounds.Count + 1;
            file.Act(ActorOf(by), new ProposeTerms(by, terms(TermsPlan.TariffNow(file)!, left * LeaningOf(by))) { EffectiveDate = file.Now });
            Party[] parties = [by, .. Enum.GetValues<Party>().Where(party => party != by)];
            foreach (var party in left == 0 && settles ? parties : parties[..dice.Between(1, 2)])
            {
                if (party != by) yield return file.OfficeIn(dice.Between(1, 5));
                if (!MayTalk) yield break;
                file.Act(ActorOf(party), new ApproveTerms(round, party) { EffectiveDate = file.Now });
            }
        }
    }

    private bool MayTalk => file.Dossier.PhaseOn(file.Now) is Negotiating or Contracted;

    /// <summary>Points of the ceiling that a party asks for beyond the middle, round by round.</summary>
    private static int LeaningOf(Party party) => party switch { Party.Cpts => 5, Party.Ars => -2, _ => -5 };

    private PersonId ActorOf(Party party) => party switch
    {
        Party.Cpts => association,
        Party.Ars => offices.Ars.Officer,
        _ => offices.Cpam.Officer,
    };
}
