using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Domain.Views;
using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

/// <summary>What open pages are told of, and what the desks show of it.</summary>
[Collection(PostgresTests.Name)]
public sealed class telling_changes(PostgresFixture postgres)
{
    [EngineFact]
    public async Task a_dossier_that_changed_is_told_once_by_its_last_version_and_an_envelope_is_none()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var changes = engine.Get<IChanges>();
        (await changes.EndAsync(CancellationToken.None)).ShouldBe(0);

        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.SettleAsync();
        var first = (await changes.AfterAsync(0, CancellationToken.None)).ShouldHaveSingleItem();
        first.ShouldBe(new DossierChange(3, cpts, "84", "69", 2));

        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        await engine.SettleAsync();
        (await changes.AfterAsync(first.Position, CancellationToken.None)).ShouldHaveSingleItem().Version.ShouldBe(3);
        (await changes.AfterAsync(await changes.EndAsync(CancellationToken.None), CancellationToken.None)).ShouldBeEmpty();
    }

    [EngineFact]
    public async Task what_waits_follows_each_act_at_once()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        await engine.DoAsync(ProjectPhase.Envelope(45_000m), ProjectPhase.Admin);
        var cpts = await engine.BeginAsync();
        await engine.DoAsync(cpts, ProjectPhase.Grant("g", 45_000m), ProjectPhase.Ars);
        (await WaitingAsync(engine)).ShouldBe([(WaitingKind.ProjectToSubmit, Role.Cpts), (WaitingKind.Certification, Role.ArsOfficer)]);

        await engine.DoAsync(cpts, new Certify("g", null, 1, Domain.Money.Euros(45_000)), ProjectPhase.Ars);
        (await WaitingAsync(engine)).ShouldBe([(WaitingKind.ProjectToSubmit, Role.Cpts), (WaitingKind.Payment, Role.ArsAccountant)]);

        await engine.DoAsync(cpts, new Pay("g", 1, Domain.Money.Euros(45_000), "VIR-1"), ProjectPhase.ArsPay);
        (await WaitingAsync(engine)).ShouldBe([(WaitingKind.ProjectToSubmit, Role.Cpts)]);
    }

    private static async Task<(WaitingKind, Role)[]> WaitingAsync(TestEngine engine)
    {
        var outlook = (await engine.Get<IOutlooks>().ReadAsync(new DossierQuery("84"), Moment.Now, CancellationToken.None)).ShouldHaveSingleItem();
        outlook.Phase.ShouldBeOfType<InProject>();
        return [.. outlook.Waiting.Select(it => (it.Kind, it.Role))];
    }
}
