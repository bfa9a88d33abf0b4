using System.Text.Json.Nodes;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Acts;

/// <summary>ACI contracts: signature, missions, assessments, amendments, suspension and termination (R15–R21).</summary>
internal static class ContractActs
{
    private static readonly DateField StartsOn = new("startsOn", "First day of contract year 1; at most twelve months ahead.") { IsRequired = true, Example = "2020-03-01" };
    private static readonly DateField SignedOn = new("signedOn", "Day of the signature: the date of the act.") { Example = "2020-03-01" };
    private static readonly IntegerField Renews = new("renews", "Number of the contract that it renews; absent for the first contract.") { Example = 1 };
    private static readonly DateField TakesEffectOn = new("takesEffectOn", "First day of the new terms; at most twelve months ahead.") { IsRequired = true, Example = "2023-12-01" };
    private static readonly DateField EndsOn = new("endsOn", "Last day of the contract, included; at most twelve months ahead.") { IsRequired = true, Example = "2024-01-31" };

    private static readonly SlugField<Mission> Mission = new("mission", "A mission.") { IsRequired = true, Example = "access" };
    private static readonly RateField AchievedRate = new("achievedRate", "Achieved rate, 0 to 1 with at most four decimals.") { IsRequired = true, Example = Example.Of(0.8m) };
    private static readonly ObjectField<MissionRate> Rate = new("mission", "A mission and its rate.", [Mission, AchievedRate], body => new MissionRate(body.Of(Mission), body.Of(AchievedRate)));
    private static readonly ListField<MissionRate> Rates = new("missions", "Exactly the missions started before the year closed and not yet assessed.", Rate, 12)
    {
        IsRequired = true, Example = new JsonArray(Body.Sample([Mission, AchievedRate])),
    };

    public static IReadOnlyList<ActRoute> All { get; } =
    [
        new CptsRoute("cpts/{id}/aci/contracts", "Sign the contract on the terms of the last round, or renew one (am-officer).", Common.With(StartsOn, SignedOn, Renews), Sign),
        new CptsRoute("cpts/{id}/aci/contracts/{n}/missions/{mission}/start", "Start a mission: its fixed part is owed from that day on (am-officer).", Common.With(),
            it => new StartMission(it.Number("n"), it.Mission)),
        new CptsRoute("cpts/{id}/aci/contracts/{n}/missions/{mission}/deployment", "Record that a mission is deployed (am-officer).", Common.With(),
            it => new DeployMission(it.Number("n"), it.Mission)),
        new CptsRoute("cpts/{id}/aci/contracts/{n}/years/{y}/assessment", "Assess a contract year: variable parts are owed, balances may be certified (am-officer).", Common.With(Rates),
            it => new AssessYear(it.Number("n"), it.Number("y"), it.Body.Of(Rates))),
        new CptsRoute("cpts/{id}/aci/contracts/{n}/amendments", "Amend a contract by the terms of the last round (am-officer).", Common.With(TakesEffectOn),
            it => new AmendContract(it.Number("n"), it.Body.Of(TakesEffectOn))),
        new CptsRoute("cpts/{id}/aci/contracts/{n}/suspension", "Suspend a contract: nothing is certified or paid (am-officer).", Common.With(Common.Reason),
            it => new SuspendContract(it.Number("n"), it.Sealed(Common.Reason))),
        new CptsRoute("cpts/{id}/aci/contracts/{n}/resumption", "End the suspension (am-officer).", Common.With(Common.Reason), it => new ResumeContract(it.Number("n"), it.Sealed(Common.Reason))),
        new CptsRoute("cpts/{id}/aci/contracts/{n}/termination", "Terminate a contract: no later day is owed, what was paid beyond is recovered (am-officer).", Common.With(EndsOn, Common.Reason),
            it => new TerminateContract(it.Number("n"), it.Body.Of(EndsOn), it.Sealed(Common.Reason))),
    ];

    private static SignContract Sign(ActRequest it)
    {
        var (signed, dated) = (it.Body.MaybeValue(SignedOn), it.Body.MaybeValue(Common.EffectiveDate));
        return new SignContract(it.Body.Of(StartsOn), it.Body.MaybeValue(Renews)) { SignedOn = signed, EffectiveDate = dated };
    }
}
