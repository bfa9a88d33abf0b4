using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;
using Funding.Host.Exporting.Pdf;
using Funding.Host.Presentation;

namespace Funding.Host.Exporting.Dossiers;

/// <summary>The paper dossier (PDF): who, how much, on what basis, and the events that each figure comes from.</summary>
internal sealed class DossierDocument(DossierPaper paper, RuleSettings rules)
{
    public const string MediaType = "application/pdf";

    private static readonly PdfColumn[] SourceColumns =
        [new("Source", 87), .. ((string[])["Engagé", "Certifié", "Payé", "Prescrit", "Reste à payer", "Indu ordonné", "Payé net"]).Select(name => new PdfColumn(name, 60.5, IsFigure: true))];

    private static readonly PdfColumn[] JournalColumns = [new("N°", 38), new("Date", 50), new("Enregistré le", 62), new("Acte", 210), new("Référence", 64), new("Auteur", 86)];

    private readonly PdfDocument pdf = new();
    private readonly Dossier it = paper.View.State;

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes()
    {
        var flow = new PdfFlow(pdf);
        Identity(flow);
        Money(flow);
        foreach (var contract in it.Contracts.All) DossierContracts.Write(flow, contract, it, paper);
        DossierCommitments.Write(flow, it, paper, rules);
        Journal(flow);
        Feet();
        return pdf.ToBytes($"Dossier de financement — {it.Name.Latest}", paper.Moment.AsOf!.Value);
    }

    private void Identity(PdfFlow flow)
    {
        var (territory, identifiers) = (it.Territory.Latest, it.Identifiers.Latest);
        flow.Paragraph("Dossier de financement d’une CPTS", 9, grey: 0.35).Paragraph(it.Name.Latest, 20, isBold: true);
        if (it.Registration.Synthetic == true) flow.Paragraph("DONNÉES SYNTHÉTIQUES, inventées pour la démonstration.", 10, isBold: true);
        flow.Paragraph($"{paper.RegionName}, département {territory.DepartmentCode} · {French.Count(territory.Population, "habitant")} · SIRET {identifiers.Siret ?? "inconnu"} · RNA {identifiers.Rna ?? "inconnu"}");
        flow.Paragraph($"{Labels.Of(it.Phase.Name)} depuis le {French.InWords(it.Phase.Since)}.");
        flow.Paragraph(
            $"Tel que connu au {French.Exactly(paper.Moment.AsOf!.Value, paper.Zone)}{(paper.Moment.EffectiveOn is { } day ? $", pour les actes datés au plus du {French.Of(day)}" : "")}. Montants en euros. "
            + $"Les numéros d’événement sont les positions du registre ; identifiant du dossier : {paper.View.Id}, version {paper.View.Version}.", 8, grey: 0.35);
    }

    private void Money(PdfFlow flow)
    {
        var sources = Totals.BySource(it.Commitments.Values);
        flow.Heading("Les montants par source");
        flow.Table(SourceColumns, [.. Enum.GetValues<FundingSource>().Select(source => Row(Labels.Of(source), sources.GetValueOrDefault(source, Totals.None))), Row("Total", Totals.Of(it.Commitments.Values))], isLastTotal: true);
        flow.Paragraph("Reste à payer = engagé − payé − prescrit ; payé net = payé − recouvré. Chaque montant est une somme d’écritures dont les événements sont nommés plus bas.", 8, grey: 0.35);

        static string[] Row(string name, Totals totals) =>
            [name, .. ((Money[])[totals.Committed, totals.Certified, totals.Paid, totals.Barred, totals.Outstanding, totals.RecoveryOrdered, totals.NetPaid]).Select(French.Of)];
    }

    private void Journal(PdfFlow flow)
    {
        flow.Heading("Le journal");
        flow.Table(JournalColumns, paper.Timeline.Select(item => (IReadOnlyList<string>)
        [
            item.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "—", item.Event is { } dated ? French.Of(dated.EffectiveDate) : "", French.Of(LegalDay(item.RecordedAt)),
            item.Event is { } happened ? EventSentences.Of(happened) : $"Événement « {item.Type} ».", item.Event?.Reference ?? "",
            Labels.Of(item.Actor, paper.Names.GetValueOrDefault(item.Actor)),
        ]));
    }

    private DateOnly LegalDay(DateTimeOffset instant) => paper.Zone.DayOf(instant);

    /// <summary>The foot of each page, once their number is known: what tells a page from one of another record, or of another day.</summary>
    private void Feet()
    {
        var top = PdfFlow.Bottom + 12;
        var proof = paper.Head is { } head
            ? $"Registre : {French.Count(head.Size, "événement")}, racine {head.RootHash}, signée le {French.Of(head.SignedAt, paper.Zone)}."
            : "Registre : aucune empreinte signée à cet instant.";
        for (var page = 0; page < pdf.Pages; page++)
        {
            var number = $"Page {page + 1} sur {pdf.Pages}";
            pdf.Line(page, PdfFlow.Margin, top, PdfFlow.Measure);
            pdf.Text(page, PdfFlow.Margin, top + 11, $"{Named(it.Name.Latest)} — tel que connu au {French.Of(paper.Moment.AsOf!.Value, paper.Zone)}", 7.5, grey: 0.3);
            pdf.Text(page, PdfFlow.Margin + PdfFlow.Measure - pdf.WidthOf(number, 7.5), top + 11, number, 7.5, grey: 0.3);
            pdf.Text(page, PdfFlow.Margin, top + 21, proof, 6.5, grey: 0.3);
        }
    }

    /// <summary>A name short enough for the foot: names may have 200 characters.</summary>
    private static string Named(string name) => name.Length <= 60 ? name : name[..59] + "…";
}
