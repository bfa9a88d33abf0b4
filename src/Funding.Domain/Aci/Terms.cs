namespace Funding.Domain.Aci;

/// <summary>The money of a contract, as the parties propose and agree it; every amount is per contract year.</summary>
/// <param name="Tariff">Id of the tariff under which they are made.</param>
/// <param name="Functioning">Euros a year for the functioning of the CPTS.</param>
/// <param name="Missions">The missions, each once, in the order of <see cref="Mission"/>.</param>
public sealed record Terms(string Tariff, Money Functioning, Sequence<MissionTerms> Missions)
{
    /// <summary>What a full year comes to at most: functioning and all parts.</summary>
    public Money Total => Functioning + Missions.Total(mission => mission.Fixed + mission.Variable);

    /// <summary>What is agreed for a mission, or null when it is not in the terms.</summary>
    public MissionTerms? Find(Mission mission) => Missions.FirstOrDefault(it => it.Mission == mission);
}

/// <summary>The two parts of a mission.</summary>
/// <param name="Mission">Which one.</param>
/// <param name="Fixed">Euros a year for its means.</param>
/// <param name="Variable">Euros a year at most for its results: the achieved rate is applied to them.</param>
public sealed record MissionTerms(Mission Mission, Money Fixed, Money Variable);
