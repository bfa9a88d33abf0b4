using System.Text.Json.Nodes;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Acts;

/// <summary>The negotiation of ACI contracts, their amendments and renewals (R15, R16).</summary>
internal static class NegotiationActs
{
    private static readonly SlugField<Mission> Mission = new("mission", "A mission of the tariff.") { IsRequired = true, Example = "access" };
    private static readonly MoneyField Fixed = new("fixed", "Fixed part, in euros a year.") { IsRequired = true, Example = Example.Of(40_000m) };
    private static readonly MoneyField Variable = new("variable", "Variable part, in euros a year at most.") { IsRequired = true, Example = Example.Of(30_000m) };
    private static readonly ObjectField<MissionTerms> Part = new("mission", "A mission with its two parts.", [Mission, Fixed, Variable],
        body => new MissionTerms(body.Of(Mission), body.Of(Fixed), body.Of(Variable)));

    private static readonly TextField Tariff = new("tariff", "Id of the tariff.", 64) { IsRequired = true, Example = "aci-2019" };
    private static readonly MoneyField Functioning = new("functioning", "Functioning, in euros a year.") { IsRequired = true, Example = Example.Of(60_000m) };
    private static readonly ListField<MissionTerms> Missions = new("missions", "The missions, each once.", Part, 12) { IsRequired = true, Example = new JsonArray(Body.Sample([Mission, Fixed, Variable])) };

    /// <summary>Full terms, complete and per contract year.</summary>
    public static readonly ObjectField<Terms> Terms = new("terms", "The money of the contract, complete; every amount is per contract year.", [Tariff, Functioning, Missions],
        body => new Terms(body.Of(Tariff), body.Of(Functioning), body.Of(Missions))) { IsRequired = true, Example = Body.Sample([Tariff, Functioning, Missions]) };

    private static readonly SlugField<Party> By = new("by", "The party for which one acts; it must fit the role.") { IsRequired = true, Example = "cpam" };

    public static IReadOnlyList<ActRoute> All { get; } =
    [
        new CptsRoute("cpts/{id}/aci/negotiation", "Open the negotiation of the first contract (am-officer).", Common.With(), _ => new OpenNegotiation()),
        new CptsRoute("cpts/{id}/aci/proposals", "Propose terms, in a new round that voids earlier approvals (each party for itself).", Common.With(By, Terms),
            it => new ProposeTerms(it.Body.MaybeValue(By), it.Body.Of(Terms))),
        new CptsRoute("cpts/{id}/aci/proposals/{round}/approvals", "Approve the last round (each party for itself).", Common.With(By), it => new ApproveTerms(it.Number("round"), it.Body.MaybeValue(By))),
    ];
}
