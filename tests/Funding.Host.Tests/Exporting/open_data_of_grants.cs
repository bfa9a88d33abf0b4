using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Demo;
using Funding.Host.Exporting.Scdl;
using Funding.Host.Settings;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Exporting;

/// <summary>SCDL « subventions » v2.1.1 from grants on PostgreSQL, validated by npm's tableschema. Cost: a database each, a node process.</summary>
[Collection(PostgresTests.Name)]
public sealed class open_data_of_grants(PostgresFixture postgres) : IDisposable
{
    private static readonly DateOnly June = new(2024, 6, 1);
    private static readonly DateOnly October = new(2024, 10, 15);
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task what_is_exported_is_valid_by_the_official_schema_and_by_another_s_validator()
    {
        await using var engine = await ExportedEngine.StartAsync(postgres);
        var vallon = await engine.BeginAsync("CPTS du « Vallon », vive", SyntheticIdentifiers.Siret(1), "W691234567");
        await engine.DoAsync(vallon, ExportedEngine.Fir("fir-1", "CONV-1", (June, 30_000m), (October, 15_000.5m)), ProjectPhase.Ars);
        var corse = await engine.BeginAsync("CPTS sans SIRET", null, "W381234567");
        await engine.DoAsync(corse, ExportedEngine.Fir("fir-1", "=1+1;\"CONV\"", (June, 23_000.01m)) with { Purpose = new string('é', 300) }, ProjectPhase.Ars);
        await engine.DoAsync(corse, Transformation(10_000m), ProjectPhase.Ars);
        await engine.SettleAsync();

        var file = await engine.Scdl().FileAsync(new DossierQuery("84"), 2024, Moment.Now, CancellationToken.None);

        file.LeftOut.ShouldBeEmpty();
        file.Rows.Count.ShouldBe(3);
        var verdict = await TableSchemaPeer.ValidateAsync(await file.WriteAsync(folder));
        (verdict.Schema.Length, verdict.Rows, verdict.Faults.Length).ShouldBe((0, 3, 0), string.Join(Environment.NewLine, verdict.Faults.SelectMany(fault => fault.Messages)));
        Cell(file.Rows.Single(row => Cell(row, "idBeneficiaire") == SyntheticIdentifiers.Siret(1)), "montant", "conditionsVersement", "datesPeriodeVersement", "descriptionConditionsVersement", "exerciceBudgetaire", "dateConvention", "referenceDecision")
            .ShouldBe(["45000.50", "échelonné", "2024-06-01/2024-10-15", "Acompte : 30000.00 euros, à verser le 2024-06-01 ; Solde : 15000.50 euros, à verser le 2024-10-15", "2024", "2024-02-01", "CONV-1"]);
        Cell(file.Rows.Single(row => Cell(row, "referenceDecision") == "CONV-T"), "montant", "conditionsVersement", "datesPeriodeVersement", "dispositif").ShouldBe(["10000.00", "unique", "2024-06-01", "Fonds de transformation"]);
    }

    [Fact]
    public async Task the_validator_finds_what_is_broken()
    {
        await using var engine = await ExportedEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync("CPTS du Vallon", SyntheticIdentifiers.Siret(1));
        await engine.DoAsync(cpts, ExportedEngine.Fir("fir-1", "CONV-1", (June, 30_000m)), ProjectPhase.Ars);
        await engine.SettleAsync();
        var file = await engine.Scdl().FileAsync(new DossierQuery(), null, Moment.Now, CancellationToken.None);
        foreach (var (column, wrong) in ((string, string)[])[("dateConvention", "01/02/2024"), ("pourcentageSubvention", "100"), ("notificationUE", "no"), ("objet", ""), ("idAttribuant", "123"), ("datesPeriodeVersement", "2024-06-01_2024-10-15")])
        {
            var row = file.Rows[0].ToArray();
            row[IndexOf(column)] = wrong;
            var verdict = await TableSchemaPeer.ValidateAsync(await new ScdlFile([row], []).WriteAsync(folder));
            verdict.Faults.SelectMany(fault => fault.Messages).ShouldHaveSingleItem().ShouldContain(column == "objet" ? "required" : wrong, Case.Insensitive, column);
        }
    }

    [Fact]
    public async Task what_is_below_the_threshold_or_cancelled_is_not_published_and_what_cannot_be_a_row_is_told()
    {
        await using var engine = await ExportedEngine.StartAsync(postgres);
        var small = await engine.BeginAsync("CPTS modeste", SyntheticIdentifiers.Siret(1));
        await engine.DoAsync(small, ExportedEngine.Fir("fir-1", "CONV-1", (June, 23_000m)), ProjectPhase.Ars);
        var cancelled = await engine.BeginAsync("CPTS annulée", SyntheticIdentifiers.Siret(2));
        await engine.DoAsync(cancelled, ExportedEngine.Fir("fir-1", "CONV-2", (June, 40_000m)), ProjectPhase.Ars);
        await engine.DoAsync(cancelled, new CancelCommitment("fir-1"), ProjectPhase.Ars);
        var unknown = await engine.BeginAsync("CPTS inconnue", null);
        await engine.DoAsync(unknown, ExportedEngine.Fir("fir-1", "CONV-3", (June, 40_000m)), ProjectPhase.Ars);
        await engine.SettleAsync();

        var file = await engine.Scdl().FileAsync(new DossierQuery(), null, Moment.Now, CancellationToken.None);
        file.Rows.ShouldBeEmpty();
        var left = file.LeftOut.ShouldHaveSingleItem();
        (left.Convention.Reference, left.Obstacles.ShouldHaveSingleItem()).ShouldBe(("CONV-3", "Ni SIRET ni numéro RNA du bénéficiaire ne sont connus."));

        var nobody = await engine.Scdl(new ScdlSettings()).FileAsync(new DossierQuery(), null, Moment.Now, CancellationToken.None);
        nobody.LeftOut.ShouldHaveSingleItem().Obstacles[0].ShouldContain("Funding__Scdl__Grantors__84__Siret");
    }

    [Fact]
    public async Task a_convention_is_late_the_day_after_its_three_months_unless_the_file_on_line_held_it()
    {
        await using var engine = await ExportedEngine.StartAsync(postgres);
        var cpts = await engine.BeginAsync("CPTS du Vallon", SyntheticIdentifiers.Siret(1));
        await engine.DoAsync(cpts, ExportedEngine.Fir("fir-1", "CONV-1", (June, 30_000m)), ProjectPhase.Ars); // signed on 1 February
        var published = await engine.Clock.NowAsync(CancellationToken.None);

        await engine.MoveAsync("2024-05-01T12:00:00Z");
        await engine.SettleAsync();
        (await LateAsync(engine, null)).ShouldBeEmpty();

        await engine.MoveAsync("2024-05-02T12:00:00Z");
        var late = (await LateAsync(engine, null)).ShouldHaveSingleItem();
        (late.Convention.Reference, late.PublishBy, late.DaysLate).ShouldBe(("CONV-1", new DateOnly(2024, 5, 1), 1));
        (await LateAsync(engine, published)).ShouldBeEmpty();
        (await LateAsync(engine, published.AddDays(-1))).Count.ShouldBe(1);
        var past = await engine.Scdl().LateAsync(new DossierQuery(), null, null, new Moment(DateTimeOffset.Parse("2024-05-01T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture)), CancellationToken.None);
        past.ShouldBeEmpty(); // as it was known then
    }

    private static Task<IReadOnlyList<LateConvention>> LateAsync(TestEngine engine, DateTimeOffset? published) => engine.Scdl().LateAsync(new DossierQuery(), 2024, published, Moment.Now, CancellationToken.None);

    private static AwardTransformationGrant Transformation(decimal euros)
        => new("tr-1", 2024, Money.Euros(euros), "Outils", CostCategory.DigitalTools, "CONV-T", new DateOnly(2024, 2, 1), [new InstalmentPlan(June, Money.Euros(euros))]);

    private static int IndexOf(string column) => ScdlSchema.Fields.ToList().FindIndex(field => field.Name == column);

    private static string Cell(string[] row, string column) => row[IndexOf(column)];

    private static string[] Cell(string[] row, params string[] columns) => [.. columns.Select(column => Cell(row, column))];
}
