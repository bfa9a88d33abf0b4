using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Exporting.Workbook;
using Funding.Host.Reference;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Exporting;

/// <summary>The financing workbook of a region with two CPTS and three sources. Cost: a database each.</summary>
[Collection(PostgresTests.Name)]
public sealed class financing_workbook(PostgresFixture postgres)
{
    private static readonly DateOnly June = new(2024, 6, 1);

    [Fact]
    public async Task the_file_is_valid_its_sums_are_formulas_and_their_values_are_those_of_the_region()
    {
        await using var engine = await FundedAsync();
        using var file = await OpenAsync(engine, _ => true);

        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(file).Select(fault => $"{fault.Path?.XPath}: {fault.Description}").ShouldBeEmpty();
        var names = file.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(sheet => sheet.Name!.Value).ToList();
        names.Count.ShouldBe(20);
        (names[0], names[1], names[^1]).ShouldBe(("Nation", "Auvergne-Rhône-Alpes", "Sources"));

        var region = Cells(file, "Auvergne-Rhône-Alpes");
        region["G5"].CellFormula!.Text.ShouldBe("SUMIF($F$17:$F$20,$A5,G$17:G$20)");
        region["K5"].CellFormula!.Text.ShouldBe("G5-I5-J5");
        region["G8"].CellFormula!.Text.ShouldBe("SUM(G5:G7)");
        var told = await engine.Get<IRegions>().RegionAsync("84", new FinancingQuery(2024, null, null, Moment.Now), CancellationToken.None);
        Value(region["G8"]).ShouldBe(told.Total.Committed.ToEuros());
        Value(region["K8"]).ShouldBe(told.Total.Outstanding.ToEuros());
        Value(region["O8"]).ShouldBe(told.Total.NetPaid.ToEuros());
        var nation = Cells(file, "Nation");
        nation["G17"].CellFormula!.Text.ShouldBe("'Auvergne-Rhône-Alpes'!G5");
        Value(nation["G8"]).ShouldBe(told.Total.Committed.ToEuros());
        nation.Values.Select(cell => cell.CellFormula?.Text).ShouldContain("'Provence-Alpes-Côte d''Azur'!G5");
    }

    [Fact]
    public async Task every_formula_gives_the_value_that_is_stored_with_it()
    {
        await using var engine = await FundedAsync();
        using var file = await OpenAsync(engine, _ => true);
        foreach (var sheet in (string[])["Nation", "Auvergne-Rhône-Alpes", "Corse"])
        {
            var formulas = new SheetFormulas(Cells(file, sheet), other => Cells(file, other));
            foreach (var (place, cell) in Cells(file, sheet).Where(it => it.Value.CellFormula is not null)) formulas.Evaluate(cell.CellFormula!.Text).ShouldBe(Value(cell), $"{sheet}!{place}");
        }
    }

    [Fact]
    public async Task amounts_days_and_instants_are_numbers_with_a_format()
    {
        await using var engine = await FundedAsync();
        using var file = await OpenAsync(engine, _ => true);
        var region = Cells(file, "Auvergne-Rhône-Alpes");

        (region["D17"].DataType, Value(region["D17"]), (BookStyle)region["D17"].StyleIndex!.Value).ShouldBe((null, 45_323m, BookStyle.Day)); // 1 February 2024
        (region["G17"].DataType, (BookStyle)region["G17"].StyleIndex!.Value).ShouldBe((null, BookStyle.Euros));
        var sources = Cells(file, "Sources");
        ((BookStyle)sources["B5"].StyleIndex!.Value, decimal.Round(Value(sources["B5"]), 4)).ShouldBe((BookStyle.Instant, 45_323.3333m)); // at eight o'clock
    }

    [Fact]
    public async Task who_does_not_read_the_whole_region_reads_its_sums_and_no_cpts()
    {
        await using var engine = await FundedAsync();
        using var file = await OpenAsync(engine, code => code == "94");
        var region = Cells(file, "Auvergne-Rhône-Alpes");
        (region["G5"].CellFormula, Value(region["G5"])).ShouldBe((null, 70_000m));
        region.Values.Select(cell => cell.InnerText).ShouldNotContain("CPTS du Vallon");
    }

    [Fact]
    public async Task a_name_that_XML_cannot_hold_is_shown_all_the_same()
    {
        await using var engine = await FundedAsync();
        var odd = await engine.BeginAsync("CPTS\u0001 de \U0001F3E5 l’Aulne", null);
        await engine.DoAsync(odd, ExportedEngine.Fir("fir-1", "CONV-1", (June, 1_000m)), ProjectPhase.Ars);
        await engine.SettleAsync();
        using var file = await OpenAsync(engine, _ => true);
        Cells(file, "Auvergne-Rhône-Alpes").Values.Select(cell => cell.InnerText).ShouldContain("CPTS\uFFFD de \U0001F3E5 l’Aulne");
    }

    private async Task<TestEngine> FundedAsync()
    {
        var engine = await ExportedEngine.StartAsync(postgres);
        var one = await engine.BeginAsync("CPTS du Vallon", null);
        await engine.DoAsync(one, ExportedEngine.Fir("fir-1", "CONV-1", (June, 30_000m), (new(2024, 10, 15), 10_000m)), ProjectPhase.Ars);
        await engine.DoAsync(one, new Certify("fir-1", null, 1, Money.Euros(20_000.25m)), ProjectPhase.Ars);
        await engine.DoAsync(one, new Pay("fir-1", 1, Money.Euros(20_000.25m), "VIR-1"), ProjectPhase.ArsPay);
        await engine.DoAsync(one, new GrantAciOneOff("aide", 2024, Money.Euros(5_000m), "Aide", "arrêté", [new(June, Money.Euros(5_000m))]), ContractPhase.Am);
        var two = await engine.BeginAsync("CPTS de l’Étang", null);
        await engine.DoAsync(two, ExportedEngine.Fir("fir-1", "CONV-2", (June, 30_000m)), ProjectPhase.Ars);
        await engine.DoAsync(two, new AwardTransformationGrant("tr", 2024, Money.Euros(7_000m), "Outils", CostCategory.Other, "CONV-3", new DateOnly(2024, 2, 1), [new(June, Money.Euros(7_000m))]), ProjectPhase.Ars);
        await engine.SettleAsync();
        return engine;
    }

    private static async Task<SpreadsheetDocument> OpenAsync(TestEngine engine, Func<string, bool> covers)
    {
        var books = new FinancingBooks(engine.Get<IRegions>(), engine.Get<IFoldedDossiers>(), new SealedHead(), engine.Clock, ReferenceData.Current);
        return SpreadsheetDocument.Open(new MemoryStream(FinancingWorkbook.Write(await books.ReadAsync(2024, Moment.Now, covers, CancellationToken.None))), isEditable: false);
    }

    private static Dictionary<string, Cell> Cells(SpreadsheetDocument file, string name)
    {
        var workbook = file.WorkbookPart!;
        var sheet = workbook.Workbook.Sheets!.Elements<Sheet>().Single(it => it.Name == name);
        return ((WorksheetPart)workbook.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!, StringComparer.Ordinal);
    }

    private static decimal Value(Cell cell) => decimal.Parse(cell.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture);
}
