using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Exporting.Dossiers;
using Funding.Host.Reference;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Exporting;

/// <summary>The paper dossier of a CPTS with a grant and a contract, read back as a reader of PDF files would. Cost: a database.</summary>
[Collection(PostgresTests.Name)]
public sealed class paper_dossier(PostgresFixture postgres)
{
    [Fact]
    public async Task it_tells_in_french_every_figure_with_its_events_and_each_page_names_the_record_and_itself()
    {
        await using var engine = await ExportedEngine.StartAsync(postgres, "2020-03-01T08:00:00Z");
        var cpts = await engine.BeginAsync("CPTS du « Vallon » – œuvres & santé", null, "W691234567");
        var grant = ExportedEngine.Fir("fir-1", "CONV-1", (new(2020, 6, 1), 30_000m), (new(2020, 10, 15), 10_000.5m)) with { BudgetYear = 2020, ConventionSignedOn = new(2020, 2, 1) };
        await engine.DoAsync(cpts, grant, ProjectPhase.Ars);
        await engine.DoAsync(cpts, new Certify("fir-1", "c-1", 1, Money.Euros(20_000m)), ProjectPhase.Ars);
        await engine.DoAsync(cpts, new Pay("fir-1", 1, Money.Euros(20_000m), "VIR-1"), ProjectPhase.ArsPay);
        await engine.SignAsync(cpts, new(2020, 3, 1));
        await engine.SettleAsync();
        var timeline = (await engine.Get<IDossiers>().TimelineAsync(cpts, Moment.Now, new PageRequest(1000), CancellationToken.None)).Items;
        long At<T>() => timeline.Single(item => item.Event is T).Position!.Value;

        var file = await Papers(engine).WriteAsync(cpts, Moment.Now, CancellationToken.None);

        var pages = PdfText.PagesOf(file!);
        pages.Count.ShouldBeGreaterThan(1);
        for (var i = 0; i < pages.Count; i++)
        {
            pages[i].ShouldContain($"Page {i + 1} sur {pages.Count}");
            pages[i].ShouldContain("CPTS du « Vallon » – œuvres & santé — tel que connu au 01/03/2020 à 09:00:00 (heure de Paris)");
            pages[i].ShouldContain("Registre : 1\u202F234 événements, racine " + SealedHead.Root);
        }

        var all = string.Join('\n', pages);
        all.ShouldContain("Ingénierie de projet — 40\u202F000,50\u202F€");
        all.Split('\n').ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{At<FirGrantAwarded>()}, {At<ServiceCertified>()}, {At<PaymentMade>()}"));
        all.ShouldContain("Convention CONV-1 signée le 1er février 2020.");
        all.ShouldContain("Contrat ACI 1");
        all.ShouldContain("Versement de 20\u202F000,00\u202F€");
        timeline.ShouldAllBe(item => all.Contains(item.Position!.Value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Fact]
    public async Task it_is_that_of_the_moment_asked_and_nothing_before_the_registration()
    {
        await using var engine = await ExportedEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync("CPTS du Vallon", null);
        await engine.SettleAsync();
        var before = await engine.Clock.NowAsync(CancellationToken.None);
        await engine.MoveAsync("2024-03-01T08:00:00Z");
        await engine.DoAsync(cpts, ExportedEngine.Fir("fir-1", "CONV-1", (new(2024, 6, 1), 30_000m)), ProjectPhase.Ars);
        await engine.SettleAsync();

        string.Concat(PdfText.PagesOf((await Papers(engine).WriteAsync(cpts, new Moment(before), CancellationToken.None))!)).ShouldNotContain("Ingénierie");
        string.Concat(PdfText.PagesOf((await Papers(engine).WriteAsync(cpts, Moment.Now, CancellationToken.None))!)).ShouldContain("Ingénierie");
        (await Papers(engine).WriteAsync(cpts, new Moment(before.AddYears(-1)), CancellationToken.None)).ShouldBeNull();
    }

    private static DossierPapers Papers(TestEngine engine)
        => new(engine.Get<IDossiers>(), engine.Get<IPeople>(), new SealedHead(), engine.Clock, ReferenceData.Current, RuleSettings.Default);
}
