using System.Text.Json.Nodes;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Acts;

/// <summary>Grants of the three sources, and what changes them (R3, R5, R6, R9, R10, R21, R22).</summary>
internal static class GrantActs
{
    private static readonly DateField DueOn = new("dueOn", "Forecast day of payment; it never blocks one.") { IsRequired = true, Example = "2024-04-15" };
    private static readonly MoneyField Part = new("amount", "Euros.") { IsRequired = true, Example = Example.Of(45_000m) };
    private static readonly SlugField<InstalmentKind> Kind = new("kind", "What it is; deduced from its place when absent.");
    private static readonly ObjectField<InstalmentPlan> Instalment = new("instalment", "An instalment.", [DueOn, Part, Kind],
        body => new InstalmentPlan(body.Of(DueOn), body.Of(Part), body.MaybeValue(Kind)));

    private static readonly IdField Id = new("id", "Id of the grant, unique in the CPTS; a fresh one, and so a new grant, when absent.") { Example = "fir-1" };
    private static readonly IntegerField BudgetYear = new("budgetYear", "Year whose envelope pays.") { IsRequired = true, Example = 2024 };
    private static readonly IntegerField CreditYear = new("budgetYear", "Year whose credit pays; no FIR envelope is drawn on.") { IsRequired = true, Example = 2024 };
    private static readonly SlugField<CostCategory> Category = new("costCategory", "Kind of transitional cost.") { IsRequired = true, Example = "coordination" };
    private static readonly TextField LegalReference = new("legalReference", "Text that allows it: help before signature, crisis, start-up bonus.", 200) { IsRequired = true, Example = "ACI, article 4.2" };
    private static readonly MoneyField Amount = new("amount", "Euros; the instalments sum to it.") { IsRequired = true, Example = Example.Of(45_000m) };
    private static readonly TextField Purpose = new("purpose", "What it pays for; published.", 500) { IsRequired = true, Example = "Ingénierie de projet" };
    private static readonly TextField ConventionReference = new("conventionReference", "Number of the convention, above 23 000 € a year.", 100) { Example = "CONV-2024-5" };
    private static readonly DateField ConventionSignedOn = new("conventionSignedOn", "Day the convention was signed.") { Example = "2024-02-01" };
    private static readonly ListField<InstalmentPlan> Instalments = new("instalments", "The instalments, the first being number 1.", Instalment, 60) { IsRequired = true, Example = Sample() };
    private static readonly ListField<InstalmentPlan> NewInstalments = new("instalments", "All the instalments anew; the difference is spread (R9) when absent.", Instalment, 60);

    public static IReadOnlyList<ActRoute> All { get; } =
    [
        new CptsRoute("cpts/{id}/fir-grants", "Award a FIR grant (ars-officer).",
            Common.With(Id, BudgetYear, Amount, Purpose, ConventionReference, ConventionSignedOn, Instalments),
            it => new AwardFirGrant(
                it.Body.Maybe(Id), it.Body.Of(BudgetYear), it.Body.Of(Amount), it.Body.Of(Purpose),
                it.Body.Maybe(ConventionReference), it.Body.MaybeValue(ConventionSignedOn), it.Body.Of(Instalments))),
        new CptsRoute("cpts/{id}/transformation-grants", "Award a grant of the transformation fund for transitional costs (ars-officer).",
            Common.With(Id, CreditYear, Amount, Purpose, Category, ConventionReference, ConventionSignedOn, Instalments),
            it => new AwardTransformationGrant(
                it.Body.Maybe(Id), it.Body.Of(CreditYear), it.Body.Of(Amount), it.Body.Of(Purpose), it.Body.Of(Category),
                it.Body.Maybe(ConventionReference), it.Body.MaybeValue(ConventionSignedOn), it.Body.Of(Instalments))),
        new CptsRoute("cpts/{id}/aci/one-off-grants", "Grant ACI money outside the lines of a contract (am-officer).",
            Common.With(Id, CreditYear, Amount, Purpose, LegalReference, Instalments),
            it => new GrantAciOneOff(
                it.Body.Maybe(Id), it.Body.Of(CreditYear), it.Body.Of(Amount), it.Body.Of(Purpose), it.Body.Of(LegalReference), it.Body.Of(Instalments))),
        new CptsRoute("cpts/{id}/commitments/{commitmentId}/amendment", "Set a new amount (officer of the source).",
            Common.With(Amount, NewInstalments, ConventionReference, ConventionSignedOn),
            it => new AmendCommitment(
                it["commitmentId"], it.Body.Of(Amount), it.Body.Maybe<Sequence<InstalmentPlan>>(NewInstalments), it.Body.Maybe(ConventionReference), it.Body.MaybeValue(ConventionSignedOn))),
        new CptsRoute("cpts/{id}/commitments/{commitmentId}/cancellation", "Release what is neither certified nor barred (officer of the source).", Common.With(),
            it => new CancelCommitment(it["commitmentId"])),
    ];

    private static JsonArray Sample() => [Body.Sample([DueOn, Part])];
}
