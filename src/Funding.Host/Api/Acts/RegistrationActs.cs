using Funding.Domain.Cpts;
using Funding.Domain.Rights;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Api.Acts;

/// <summary>Registration and changes (R1, R2).</summary>
internal static class RegistrationActs
{
    private const string NameText = "Name, 1 to 200 characters.";
    private const string DepartmentText = "INSEE code of the department, in the region.";

    /// <summary>The id that the caller chose, if any.</summary>
    public static readonly UuidField Id = new("id", "Id of the CPTS; a fresh one when absent.") { Example = "0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01" };

    private static readonly TextField Name = new("name", NameText, 200) { IsRequired = true, Example = "CPTS du Vallon" };
    private static readonly TextField NewName = new("name", NameText, 200) { Example = "CPTS du Vallon" };
    private static readonly TextField Region = new("regionCode", "INSEE code of the region; it never changes.", 3) { IsRequired = true, Example = "84" };
    private static readonly TextField Department = new("departmentCode", DepartmentText, 3) { IsRequired = true, Example = "69" };
    private static readonly TextField NewDepartment = new("departmentCode", DepartmentText, 3) { Example = "69" };
    private static readonly ListField<string> Communes = new("communes", "INSEE codes of the communes of the territory.", new TextField("commune", "INSEE code.", 5), 2000);
    private static readonly IntegerField Population = new("population", "Inhabitants, only when no commune is given.") { Example = 65_000 };
    private static readonly TextField Profile = new("profile", "A free description of the territory.", 200) { Example = "rural" };
    private static readonly TextField Siret = new("siret", "SIRET: 14 digits.", 50);
    private static readonly TextField Rna = new("rna", "RNA: W and nine digits.", 50) { Example = "W691234567" };
    private static readonly TextField Contact = new("contact", "Whom to reach, kept sealed.", 500) { SealedAs = "contact" };

    public static IReadOnlyList<ActRoute> All { get; } =
    [
        new CptsRoute("cpts", "Register a CPTS from its letter of intent (ars-officer).",
            Common.With(Id, Name, Region, Department, Communes, Population, Profile, Siret, Rna, Contact),
            it => new RegisterCpts(
                it.CptsId, it.Body.Of(Name), RegionOf(it), it.Body.Of(Department), it.Body.Of(Communes), it.Body.MaybeValue(Population),
                it.Body.Maybe(Profile), it.Body.Maybe(Siret), it.Body.Maybe(Rna), it.MaybeSealed(Contact))),
        new CptsRoute("cpts/{id}/changes", "Change name, territory, population, profile, identifiers or contact from a date on (ars-officer).",
            Common.With(NewName, NewDepartment, Communes, Population, Profile, Siret, Rna, Contact),
            it => new ChangeCpts(
                it.Body.Maybe(NewName), it.Body.Maybe(NewDepartment), it.Body.Maybe(Communes), it.Body.MaybeValue(Population),
                it.Body.Maybe(Profile), it.Body.Maybe(Siret), it.Body.Maybe(Rna), it.MaybeSealed(Contact))),
        new CptsRoute("cpts/{id}/letter-of-intent/acceptance", "Accept the letter of intent: the project phase opens (ars-officer).", Common.With(), _ => new AcceptLetterOfIntent()),
        new CptsRoute("cpts/{id}/letter-of-intent/refusal", "Refuse the letter of intent (ars-officer).", Common.With(), _ => new RefuseLetterOfIntent()),
    ];

    /// <summary>A missing region is a fault (422); it must not pass for somebody else's region (403) before.</summary>
    private static string RegionOf(ActRequest it) => it.Body.Maybe(Region) ?? (it.Caller.RegionCode == Caller.Nation ? "" : it.Caller.RegionCode);
}
