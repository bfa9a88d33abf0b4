using System.Globalization;
using System.Security.Cryptography;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Exporting.Workbook;

/// <summary>The sheets of the financing workbook.</summary>
internal static class FinancingSheets
{
    /// <summary>A region: its sums, its envelope, its phases, and its CPTS where they may be told.</summary>
    public static SheetBuilder Region(BookRegion region, FinancingBook book)
    {
        var sheet = new SheetBuilder();
        var first = MoneySheet.FirstLine(RowsOf(region.Financing));
        var sums = region.Lines is { } own ? Sums(own) : region.Financing.Sources;
        MoneySheet.Sums(sheet, $"Financement des CPTS — {region.Name}", Subtitle(book), sums, region.Lines is { Count: > 0 } ? (first, first + (uint)region.Lines.Count - 1) : null);
        Facts(sheet, region.Financing);
        if (region.Lines is null) sheet.Row(blank: 1).Text('A', "Le détail par CPTS n’est donné qu’à qui lit toute la région.");
        else MoneySheet.Lines(sheet, ["CPTS", "Département", "Phase", "Depuis le", "Population"], [.. region.Lines.Select(LineOf)]);
        return sheet;
    }

    /// <summary>The nation: a line per region and source, each figure taken from the sheet of the region.</summary>
    public static SheetBuilder Nation(FinancingBook book)
    {
        var sheet = new SheetBuilder();
        var lines = (from region in book.Regions
                     let sums = region.Lines is { } own ? Sums(own) : region.Financing.Sources
                     from source in Enum.GetValues<FundingSource>()
                     select new MoneyLine(it => it.Text('A', region.Name).Text('B', region.Code), source, sums[source], (region.Name, MoneySheet.FirstSum + (uint)source))).ToList();
        var nation = Enum.GetValues<FundingSource>().ToDictionary(source => source, source => lines.Where(line => line.Source == source).Aggregate(Totals.None, (sum, line) => sum + line.Totals));
        var first = MoneySheet.FirstLine(RowsOf(book.Nation));
        MoneySheet.Sums(sheet, "Financement des CPTS — France", Subtitle(book), nation, (first, first + (uint)lines.Count - 1));
        Facts(sheet, book.Nation);
        MoneySheet.Lines(sheet, ["Région", "Code", "", "", ""], lines);
        return sheet;
    }

    /// <summary>What the figures are, when they were known, and what proves the record that they come from.</summary>
    public static SheetBuilder Sources(FinancingBook book)
    {
        var sheet = new SheetBuilder().Widths(('A', 34), ('B', 110));
        sheet.Row().Text('A', "Sources", BookStyle.Title);
        sheet.Row(blank: 1).Text('A', "Unité").Text('B', "Euros.");
        sheet.Row().Text('A', "Exercice").Text('B', book.BudgetYear is { } year ? year.ToString(CultureInfo.InvariantCulture) : "Tous les exercices.");
        sheet.Row().Text('A', "Tel que connu au (UTC)").Instant('B', book.Moment.AsOf!.Value);
        sheet.Row().Text('A', "Actes datés au plus du");
        if (book.Moment.EffectiveOn is { } day) sheet.Day('B', day);
        else sheet.Text('B', "Toutes dates.");
        sheet.Row().Text('A', "Reste à payer").Text('B', "Engagé − payé − prescrit.");
        sheet.Row().Text('A', "Payé net").Text('B', "Payé − recouvré.");
        sheet.Row().Text('A', "Origine").Text('B', "Chaque chiffre est la somme d’écritures financières du registre ; /api/v1/audit/entries les donne, avec l’acte de chacune.", BookStyle.Note);
        sheet.Row().Text('A', "Refaire ce classeur").Text('B', Address(book), BookStyle.Note);
        if (book.Synthetic) sheet.Row().Text('A', "Attention").Text('B', "Données synthétiques, inventées pour la démonstration.");
        if (book.Head is not { } head)
        {
            sheet.Row(blank: 1).Text('A', "Registre").Text('B', "Aucune empreinte signée à cet instant.");
            return sheet;
        }

        sheet.Row(blank: 1).Text('A', "Registre : événements signés").Whole('B', head.Size, BookStyle.Count);
        sheet.Row().Text('A', "Racine (SHA-256)").Text('B', head.RootHash.ToString());
        sheet.Row().Text('A', "Signée le (UTC)").Instant('B', head.SignedAt);
        sheet.Row().Text('A', "Empreinte de la clé (SHA-256)").Text('B', Convert.ToHexStringLower(SHA256.HashData(head.Key.Span)));
        sheet.Row().Text('A', "Signature (ECDSA P-256)").Text('B', Convert.ToBase64String(head.Signature.Span));
        return sheet;
    }

    /// <summary>How many rows <see cref="Facts"/> takes, its blank one among them.</summary>
    private static uint RowsOf(Financing it) => it.Envelope is null ? 3u : 6u;

    private static void Facts(SheetBuilder sheet, Financing it)
    {
        sheet.Row(blank: 1).Text('A', "Population couverte par un contrat ACI").Whole('G', it.PopulationCovered);
        sheet.Row().Text('A', "CPTS").Text('C', string.Join(", ", it.CptsByPhase.Where(phase => phase.Value > 0).Select(phase => $"{Labels.Of(phase.Key)} : {French.Of(phase.Value)}"))).Whole('G', it.CptsByPhase.Values.Sum());
        if (it.Envelope is not { } envelope) return;
        sheet.Row().Text('A', "Enveloppe FIR autorisée aux CPTS").Euros('G', envelope.Authorised);
        sheet.Row().Text('A', "Enveloppe FIR engagée").Euros('G', envelope.Committed);
        sheet.Row().Text('A', "Enveloppe FIR disponible").Formula('G', string.Create(CultureInfo.InvariantCulture, $"G{sheet.At - 2}-G{sheet.At - 1}"), envelope.Available);
    }

    private static Dictionary<FundingSource, Totals> Sums(IReadOnlyList<BookLine> lines)
        => Enum.GetValues<FundingSource>().ToDictionary(source => source, source => lines.Where(line => line.Source == source).Aggregate(Totals.None, (sum, line) => sum + line.Totals));

    private static MoneyLine LineOf(BookLine it) => new(
        sheet => sheet.Text('A', it.Name).Text('B', it.DepartmentCode).Text('C', Labels.Of(it.Phase)).Day('D', it.PhaseSince).Whole('E', it.Population), it.Source, it.Totals);

    private static string Subtitle(FinancingBook book)
        => $"{(book.Synthetic ? "DONNÉES SYNTHÉTIQUES — " : "")}{(book.BudgetYear is { } year ? $"Exercice {year.ToString(CultureInfo.InvariantCulture)}" : "Tous exercices")}, tel que connu au {French.Of(book.Moment.AsOf!.Value, TimeZoneInfo.Utc)}"
            + (book.Moment.EffectiveOn is { } day ? $", actes datés au plus du {French.Of(day)}" : "") + ". En euros.";

    private static string Address(FinancingBook book)
        => string.Create(CultureInfo.InvariantCulture, $"/api/v1/exports/financing.xlsx?asOf={book.Moment.AsOf:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}")
            + (book.BudgetYear is { } year ? string.Create(CultureInfo.InvariantCulture, $"&budgetYear={year}") : "")
            + (book.Moment.EffectiveOn is { } day ? string.Create(CultureInfo.InvariantCulture, $"&effectiveOn={day:yyyy-MM-dd}") : "");
}
