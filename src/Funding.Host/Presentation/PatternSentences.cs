using System.Diagnostics;
using Funding.Domain;
using Funding.Domain.Views;

namespace Funding.Host.Presentation;

/// <summary>In French: what each pattern is, with the thresholds in use, and what a hit shows.</summary>
public static class PatternSentences
{
    /// <summary>A short name.</summary>
    public static string Title(PatternKind kind) => kind switch
    {
        PatternKind.UnspentAdvances => "Avances peu consommées d’année en année",
        PatternKind.JustUnderThreshold => "Subventions juste sous le seuil de la convention",
        PatternKind.PaidAtOnce => "Service fait et versement au même moment",
        PatternKind.RecordedLate => "Actes enregistrés longtemps après leur date",
        PatternKind.VariableShareApart => "Part variable loin de celle de la région",
        _ => throw new UnreachableException(),
    };

    /// <summary>What is looked for.</summary>
    public static string Definition(PatternKind kind, PatternSettings settings, RuleSettings rules) => kind switch
    {
        PatternKind.UnspentAdvances =>
            $"Au moins {French.Count(settings.UnspentYears, "exercice")} de suite où de l’argent a été versé et où, soit {French.Rate(settings.UnspentRecoveredShare)} au moins du versé a fait l’objet d’un titre de recette, soit les avances du contrat ont été versées alors que les dialogues de gestion n’ont accordé que {French.Rate(settings.UnspentEarnedShare)} au plus des parts variables. Les dépenses réelles sont dans les comptes de la CPTS, que ce registre ne tient pas.",
        PatternKind.JustUnderThreshold =>
            $"Au cours d’un même exercice, une ou plusieurs subventions, ou la somme des subventions FIR et transformation, comprises entre {French.Of(Floor(settings, rules))} et {French.Of(rules.ConventionThreshold)}, seuil au-delà duquel une convention est exigée. Les lignes d’un contrat ACI ne comptent pas.",
        PatternKind.PaidAtOnce => $"Versement enregistré {French.Count(settings.AtOnceSeconds, "seconde")} au plus après la certification du service fait de la même échéance.",
        PatternKind.RecordedLate =>
            $"Acte qui déplace de l’argent, ou qui change la phase, le nom ou le territoire d’une CPTS, enregistré plus de {French.Count(settings.LateDays, "jour")} après sa date (heure légale de la région). Les propositions de contrat et leurs approbations ne sont pas regardées.",
        PatternKind.VariableShareApart =>
            $"Part variable obtenue par une CPTS sur un exercice, pondérée par les montants, éloignée de celle de sa région d’au moins {French.Rate(settings.ApartShare)} du maximum. Une région n’est regardée qu’à partir de {French.Count(settings.ApartGroup, "CPTS")} évaluées sur l’exercice.",
        _ => throw new UnreachableException(),
    };

    /// <summary>What a hit shows.</summary>
    public static string Of(PatternHit hit) => hit switch
    {
        UnspentAdvances it => $"Exercices {string.Join(", ", it.BudgetYears)} : {French.Of(it.Years.Total(year => year.Money.Paid))} versés, {French.Of(it.Years.Total(year => year.Money.RecoveryOrdered))} à recouvrer, parts variables obtenues {string.Join(", ", it.Years.Select(year => Rate(year.Earned.Share)))}.",
        JustUnderThreshold it when it.SumIsUnder && it.Grants.Count > 1 => $"{French.Count(it.Grants.Count, "subvention")} en {it.BudgetYear} ({Amounts(it)}) ; FIR et transformation ensemble : {French.Of(it.Sum)}.",
        JustUnderThreshold it => $"{French.Count(it.Grants.Count, "subvention")} en {it.BudgetYear} : {Amounts(it)}.",
        PaidAtOnce it => $"{French.Of(it.Amount)} versés {French.Count((long)it.Seconds, "seconde")} après leur certification ({it.CommitmentId}, échéance {it.Instalment}).",
        RecordedLate it => $"Acte du {French.Of(it.Act.EffectiveDate)} enregistré {French.Count(it.Days, "jour")} plus tard.",
        VariableShareApart it => $"Exercice {it.BudgetYear} : {Rate(it.Own.Share)} des parts variables obtenus ({French.Of(it.Own.Earned)} sur {French.Of(it.Own.AtMost)}), {Rate(it.Region.Share)} dans la région ({French.Count(it.Group, "CPTS")}).",
        _ => throw new UnreachableException(),
    };

    private static string Amounts(JustUnderThreshold hit) => string.Join(", ", hit.Grants.Select(grant => French.Of(grant.Amount)));

    private static string Rate(decimal? share) => share is { } known ? French.Rate(known) : "sans évaluation";

    private static Money Floor(PatternSettings settings, RuleSettings rules) => new((long)Math.Ceiling(rules.ConventionThreshold.Cents * (1 - settings.ThresholdMargin)));
}
