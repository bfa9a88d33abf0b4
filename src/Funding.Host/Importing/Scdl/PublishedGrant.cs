using System.Globalization;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine;
using Funding.Engine.Reading;
using Funding.Host.Presentation;

namespace Funding.Host.Importing.Scdl;

/// <summary>A row of a published file whose beneficiary is a CPTS of the record: what it says, and the act that it can become.</summary>
/// <param name="row">The row, without fault by the schema.</param>
/// <param name="cpts">Its beneficiary.</param>
internal sealed class PublishedGrant(CsvRow row, FoldedDossier cpts)
{
    private readonly string? programme = row.Optional("dispositif", int.MaxValue);

    public int Line => row.Line;

    public FoldedDossier Cpts => cpts;

    /// <summary>What tells it from the other grants of the CPTS, in the file and in the record.</summary>
    public (Guid Cpts, string? Convention, int BudgetYear) Key => (cpts.Id, Convention, BudgetYear);

    private string? Convention => row.Optional("referenceDecision", int.MaxValue);

    private DateOnly SignedOn => row.Day("dateConvention")!.Value;

    private int BudgetYear => row.Whole("exerciceBudgetaire") ?? SignedOn.Year;

    private (DateOnly From, DateOnly To)? Period => ScdlCells.Period(row.Text("datesPeriodeVersement", int.MaxValue));

    private bool IsOfTransformation => programme?.Contains("transformation", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The beneficiary's share in euros; null when there is no amount, or when the share falls between two cents.</summary>
    private Money? Amount
        => row.Optional("montant") is { } whole && ScdlCells.Number(whole) is { } euros && ScdlCells.Number(row.Text("pourcentageSubvention")) is { } share
            && decimal.Round(euros * share, 2) == euros * share && Math.Abs(euros * share) <= Domain.Money.MaxCents / 100m
            ? Domain.Money.Euros(euros * share) : null;

    /// <summary>Why it is no grant of money that was awarded, or null.</summary>
    public string? NoGrant
        => row.Optional("statutLabel") is { } status && status != "attribuée" ? $"demande « {status} » : rien n'est attribué"
            : row.Text("nature") == "aide en nature" ? "aide en nature : rien n'est versé"
            : null;

    /// <summary>What keeps it from being an act, column by column.</summary>
    public IEnumerable<ScdlFinding> Faults()
    {
        if (Convention is null) yield return Fault("referenceDecision", "sans la référence de la convention, rien ne distinguerait la ligne d'une autre : elle n'est pas importée");
        if (row.Optional("montant") is null) yield return Fault("montant", "sans montant, la ligne ne peut pas devenir une subvention");
        else if (Amount is null) yield return Fault("montant", "la part du bénéficiaire n'est pas un nombre entier de centimes");
        if (Period is null) yield return Fault("datesPeriodeVersement", "période qui n'est pas du calendrier : l'échéance n'aurait pas de date");
        if (IsOfTransformation && programme!.Contains("FIR", StringComparison.Ordinal)) yield return Fault("dispositif", "la ligne mêle le FIR et le fonds de transformation : elle ne dit pas combien vient de chacun");
    }

    /// <summary>
    /// Whether the record holds it: null when it names the convention nowhere in that year. Its own exports are read back as what they
    /// came from.
    /// </summary>
    public (bool IsSame, string Told)? InRecord()
    {
        var grants = cpts.State.Commitments.Values.Where(it => it.Ref.Source != FundingSource.Aci && it.Ref.BudgetYear == BudgetYear && it.Convention?.Reference == Convention).ToList();
        return grants.Count == 0 ? null
            : (grants.Total(it => it.Committed) == Amount,
                $"le registre porte {French.Of(grants.Total(it => it.Committed))} pour la convention {Convention} en {BudgetYear.ToString(CultureInfo.InvariantCulture)} : une différence se corrige par un avenant");
    }

    /// <summary>The act: a grant in one instalment, due at the end of the published period, for no published file says how much falls when.</summary>
    public CptsCommand ToCommand()
    {
        var (amount, purpose) = (Amount!.Value, row.Text("objet", int.MaxValue));
        var id = $"scdl-{StableId.Of($"scdl|{cpts.Id}|{Convention}|{BudgetYear.ToString(CultureInfo.InvariantCulture)}"):N}";
        Sequence<InstalmentPlan> instalments = [new InstalmentPlan(Period!.Value.To, amount)];
        CptsCommand command = IsOfTransformation
            ? new AwardTransformationGrant(id, BudgetYear, amount, purpose, CostCategory.Other, Convention, SignedOn, instalments)
            : new AwardFirGrant(id, BudgetYear, amount, purpose, Convention, SignedOn, instalments);
        return command with { EffectiveDate = row.Day("dateDecision") ?? SignedOn, Reference = Convention };
    }

    private ScdlFinding Fault(string column, string reason) => new(Line, column, reason);
}
