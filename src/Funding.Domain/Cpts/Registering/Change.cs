namespace Funding.Domain.Cpts;

/// <summary>Change some of what was registered, from a date on; null leaves a member as it is. The region never changes (R1).</summary>
/// <remarks>Refusals once well formed, in this order: wrong-phase (dated before registration).</remarks>
/// <inheritdoc cref="RegisterCpts"/>
public sealed record ChangeCpts(
    string? Name, string? DepartmentCode, Sequence<string>? Communes, int? Population,
    string? Profile, string? Siret, string? Rna, SealedText? Contact) : CptsCommand;

internal static class Changing
{
    public static Decision Decide(ChangeCpts command, Dossier dossier, ActContext context)
    {
        var on = context.DateOf(command);
        var territory = dossier.Territory.On(on);
        var department = command.DepartmentCode ?? territory.DepartmentCode;
        var communes = command.Communes ?? (command.Population is null ? territory.Communes : []);
        var population = command.Communes is null && command.Population is null && communes.Count == 0 ? territory.Population : command.Population;
        var moves = command.DepartmentCode is not null || command.Communes is not null || command.Population is not null;
        var invalid = context.Faults(command, [
            Judging.When(IsEmpty(command), "", "Rien à changer : donnez au moins un champ."),
            Judging.When(command.Population is not null && command.Communes is null && territory.Communes.Count > 0, "/population", "La population se calcule depuis les communes du territoire."),
            command.Name is null ? null : Registering.NameFault(command.Name),
            .. moves ? TerritoryRule.Faults(context, dossier.RegionCode, department, communes, population) : [],
            .. Registering.IdentifierFaults(command.Siret, command.Rna)]);
        if (invalid is not null) return invalid;
        if (dossier.PhaseOn(on) is null) return Decision.No(dossier.WrongPhase(on));

        var identifiers = dossier.Identifiers.On(on);
        var next = new Identifiers(command.Siret ?? identifiers.Siret, command.Rna ?? identifiers.Rna);
        var place = moves ? TerritoryRule.Make(context, department, communes, population) : territory;
        return Decision.Of(Changes().Select(change => change.From(command)));

        IEnumerable<CptsEvent> Changes()
        {
            if (command.Name is not null && command.Name != dossier.Name.On(on)) yield return new CptsRenamed(command.Name) { EffectiveDate = on };
            if (place != territory) yield return new TerritoryChanged(place) { EffectiveDate = on };
            if (command.Profile is not null && command.Profile != dossier.Profile.On(on)) yield return new ProfileChanged(command.Profile) { EffectiveDate = on };
            if (next != identifiers) yield return new IdentifiersChanged(next) { EffectiveDate = on };
            if (command.Contact is not null && command.Contact != dossier.Contact.On(on)) yield return new ContactChanged(command.Contact) { EffectiveDate = on };
        }
    }

    private static bool IsEmpty(ChangeCpts command)
        => command is { Name: null, DepartmentCode: null, Communes: null, Population: null, Profile: null, Siret: null, Rna: null, Contact: null };
}
