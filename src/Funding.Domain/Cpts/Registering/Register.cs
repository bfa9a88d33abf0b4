using Funding.Domain.Refusing;

namespace Funding.Domain.Cpts;

/// <summary>Register a CPTS from its letter of intent (R1).</summary>
/// <param name="Id">Its id; the caller's, or a fresh one.</param>
/// <param name="Name">1–200 characters.</param>
/// <param name="RegionCode">INSEE code of the region.</param>
/// <param name="DepartmentCode">INSEE code of a department of that region.</param>
/// <param name="Communes">INSEE codes of the communes of the territory, or none.</param>
/// <param name="Population">Inhabitants, only when no commune is given.</param>
/// <param name="Profile">A free description, or null.</param>
/// <param name="Siret">14 digits, or null.</param>
/// <param name="Rna">As <see cref="AssociationIdentifiers.IsRna"/> reads it, or null.</param>
/// <param name="Contact">Whom to reach, or null.</param>
/// <param name="Synthetic">True for a CPTS made up for demonstration.</param>
public sealed record RegisterCpts(
    Guid Id, string Name, string RegionCode, string DepartmentCode, Sequence<string> Communes, int? Population,
    string? Profile, string? Siret, string? Rna, SealedText? Contact, bool? Synthetic = null) : CptsCommand;

internal static class Registering
{
    public static Decision Decide(RegisterCpts command, CptsState state, ActContext context)
    {
        var invalid = context.Faults(command, [
            NameFault(command.Name),
            .. TerritoryRule.Faults(context, command.RegionCode, command.DepartmentCode, command.Communes, command.Population),
            .. IdentifierFaults(command.Siret, command.Rna)]);
        if (invalid is not null) return invalid;

        var territory = TerritoryRule.Make(context, command.DepartmentCode, command.Communes, command.Population);
        var registered = new CptsRegistered(
            command.Name, command.RegionCode, territory, command.Profile, new Identifiers(command.Siret, command.Rna), command.Contact, command.Synthetic)
        {
            EffectiveDate = context.DateOf(command),
        }.From(command);
        var id = command.Id.ToString();
        return state is Dossier dossier
            ? Judging.SameOrTaken(command, registered, dossier.Registration, id)
            : Decision.Creating("cpts", id, registered);
    }

    public static Fault? NameFault(string name)
        => Judging.When(string.IsNullOrWhiteSpace(name) || name.Length > 200, "/name", "Le nom compte de 1 à 200 caractères.");

    public static IEnumerable<Fault?> IdentifierFaults(string? siret, string? rna)
    {
        yield return Judging.When(siret is not null && !AssociationIdentifiers.IsSiret(siret), "/siret", "Un SIRET compte 14 chiffres, dont une clé ; celui-ci est faux.");
        yield return Judging.When(rna is not null && !AssociationIdentifiers.IsRna(rna), "/rna", "Un numéro RNA s'écrit W suivi de neuf chiffres (le deuxième est une lettre en Corse et outre-mer).");
    }
}
