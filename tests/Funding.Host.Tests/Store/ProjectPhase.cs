using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Envelopes;
using Funding.Domain.Rights;

namespace Funding.Host.Tests.Store;

/// <summary>The cast and the first acts of most store tests.</summary>
internal static class ProjectPhase
{
    public static readonly Caller Admin = TestEngine.Caller(Role.Admin, "admin");
    public static readonly Caller Ars = TestEngine.Caller(Role.ArsOfficer, "a.martin");
    public static readonly Caller Ars2 = TestEngine.Caller(Role.ArsOfficer, "h.petit");
    public static readonly Caller ArsPay = TestEngine.Caller(Role.ArsAccountant, "c.leroy");

    public static RegisterCpts Registration(Guid id, string name = "CPTS du Vallon", DateOnly? on = null)
        => new(id, name, "84", "69", [], 65_000, null, null, null, null) { EffectiveDate = on };

    public static NotifyEnvelope Envelope(decimal fungible, int year = 2024, string reference = "ARR-1")
        => new("84", year, NotificationKind.Initial, Money.Euros(fungible), Money.Euros(fungible), null, null, null, reference);

    public static AwardFirGrant Grant(string? id, decimal amount, int year = 2024)
        => new(id, year, Money.Euros(amount), "Ingénierie de projet", "CONV-1", new DateOnly(2024, 2, 1), [new InstalmentPlan(new DateOnly(2024, 6, 1), Money.Euros(amount))]);

    /// <summary>A CPTS in project phase.</summary>
    public static async Task<Guid> BeginAsync(this TestEngine engine, string name = "CPTS du Vallon")
    {
        var id = Guid.NewGuid();
        await engine.DoAsync(id, Registration(id, name), Ars);
        await engine.DoAsync(id, new AcceptLetterOfIntent(), Ars);
        return id;
    }
}
