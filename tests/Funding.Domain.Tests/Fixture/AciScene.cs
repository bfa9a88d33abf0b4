using Funding.Domain.Aci;

namespace Funding.Domain.Tests;

/// <summary>Contracts for the examples: a CPTS of 65 000 inhabitants, under <see cref="TariffOf2022"/>.</summary>
internal static class AciScene
{
    /// <summary>Terms of 60 000 € of functioning and three missions; 205 000 € in all.</summary>
    public static Terms Terms(decimal access = 40_000, decimal pathways = 30_000, decimal functioning = 60_000) => new(TariffOf2022.Id, Euros(functioning),
        [new(Mission.Access, Euros(access), Euros(30_000)), new(Mission.Pathways, Euros(pathways), Euros(20_000)), new(Mission.Prevention, Euros(15_000), Euros(10_000))]);

    /// <summary>Validated on a day, in negotiation since.</summary>
    public static Scene Negotiating(string since = "2019-12-02")
        => Given(Registered("2019-11-04"), LetterAccepted("2019-11-04"), ProjectSubmitted("2019-11-04", "2020-01-05"), ProjectValidated(since), new AciNegotiationOpened { EffectiveDate = Day(since) }).On(since);

    /// <summary>With a round more, approved by all on a day.</summary>
    public static Scene Agreed(this Scene scene, string on, Terms? terms = null)
    {
        scene = scene.On(on).After(new ProposeTerms(Party.Cpam, terms ?? Terms()));
        var round = scene.Dossier().Negotiation.Rounds.Count;
        return Enum.GetValues<Party>().Aggregate(scene, (known, party) => known.After(new ApproveTerms(round, party)));
    }

    /// <summary>A contract from that day on, signed on it.</summary>
    public static Scene Contracted(string startsOn = "2020-03-01", Terms? terms = null) => Negotiating().Agreed("2019-12-02", terms).On(startsOn).After(new SignContract(Day(startsOn), null));

    /// <summary>After what is due on a day, and a command that day.</summary>
    public static Scene Then(this Scene scene, string on, ContractCommand command) => scene.Until(on).After(command);

    /// <summary>What a line is worth, then each of its instalments.</summary>
    public static decimal[] Line(this Scene scene, string line)
    {
        var commitment = scene.Commitment($"aci-{line}");
        return [commitment.Committed.ToEuros(), .. commitment.Instalments.Select(one => one.Amount.ToEuros())];
    }
}
