using Funding.Domain;
using Funding.Domain.Aci;
using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Host.Reference;

namespace Funding.Host.Tests.Store;

/// <summary>CPTS under contract for the examples: 65 000 inhabitants, the tariff of 2019, 205 000 € a year.</summary>
internal static class ContractPhase
{
    public static readonly Caller Am = TestEngine.Caller(Role.AmOfficer, "f.durand");
    public static readonly Caller AmPay = TestEngine.Caller(Role.AmAccountant, "g.moreau");

    public static Terms Terms => new("aci-2019", Money.Euros(60_000m),
    [
        new(Mission.Access, Money.Euros(40_000m), Money.Euros(30_000m)), new(Mission.Pathways, Money.Euros(30_000m), Money.Euros(20_000m)),
        new(Mission.Prevention, Money.Euros(15_000m), Money.Euros(10_000m)),
    ]);

    /// <summary>Validated and signed now, from today on, under the shipped tariffs.</summary>
    public static async Task SignAsync(this TestEngine engine, Guid cpts, DateOnly startsOn)
    {
        await engine.PublishAsync(ReferenceFiles.AciTariffs());
        await engine.DoAsync(cpts, new SubmitHealthProject(), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new ValidateHealthProject(), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new OpenNegotiation(), Am);
        await engine.DoAsync(cpts, new ProposeTerms(Party.Cpam, Terms), Am);
        await engine.DoAsync(cpts, new ApproveTerms(1, Party.Cpam), Am);
        await engine.DoAsync(cpts, new ApproveTerms(1, Party.Ars), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new ApproveTerms(1, Party.Cpts), TestEngine.Caller(Role.Cpts, "presidente") with { CptsId = cpts });
        await engine.DoAsync(cpts, new SignContract(startsOn, null), Am);
    }
}
