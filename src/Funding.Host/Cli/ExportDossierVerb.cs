using System.CommandLine;
using Funding.Host.Exporting.Dossiers;
using Funding.Host.Hosting;

namespace Funding.Host.Cli;

/// <summary><c>export dossier ID</c>: the paper dossier of a CPTS.</summary>
internal static class ExportDossierVerb
{
    private static readonly Argument<Guid> Id = new("ID") { Description = "Identifiant de la CPTS." };

    public static Command Make() => ExportFiles.Make(
        "dossier", "Le dossier d’une CPTS sur papier (PDF) : montants, contrats, engagements et échéances, journal, avec l’empreinte du registre sur chaque page.", [Id],
        async (session, parsed, moment, stream, cancellation) =>
        {
            var file = await session.Get<DossierPapers>().WriteAsync(parsed.GetValue(Id), moment, cancellation) ?? throw new CannotRunException("Aucune CPTS de cet identifiant n’est connue à ce moment.");
            await stream.WriteAsync(file, cancellation);
            return (0, "Dossier");
        });
}
