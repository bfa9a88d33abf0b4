using System.CommandLine;
using Funding.Domain.Rights;
using Funding.Engine.Erasing;
using Funding.Engine.Ledger.Heads;
using Funding.Host.Erasing;
using Funding.Host.Hosting;

namespace Funding.Host.Cli;

/// <summary><c>erase list</c> and <c>erase verify FILE</c>: the certificates of erasures.</summary>
internal static class CertificateVerbs
{
    private static readonly Argument<FileInfo> File = new("FILE") { Description = "Un certificat, tel qu'il a été écrit ou que /api/v1/erasures/{id} le donne." };
    private static readonly Option<string?> Key = new("--key") { Description = "La clé publique attendue (base64, ou son empreinte de 32 chiffres) : le certificat est alors vérifié sans base." };

    public static Command List()
    {
        var command = new Command("list", "Les certificats, les plus récents d'abord, un par ligne.");
        command.SetAction(async (_, cancellation) =>
        {
            await using var session = await OpenAsync(cancellation);
            foreach (var certificate in await session.Get<IErasures>().ListAsync(Caller.Nation, cancellation)) Console.Out.WriteLine(certificate);
            return 0;
        });
        return command;
    }

    public static Command Verify()
    {
        var command = new Command("verify", "Vérifie un certificat : sa signature, et que rien de ce qu'il dit effacé n'est revenu.") { File, Key };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = parsed.GetValue(File)!;
            if (!file.Exists) throw new CannotRunException($"Le fichier {file.FullName} n'existe pas.");
            var (certificate, faults) = await CheckAsync(await System.IO.File.ReadAllTextAsync(file.FullName, cancellation), parsed.GetValue(Key), cancellation);
            if (certificate is not null) Console.Out.WriteLine($"Certificat {certificate.Id}, {certificate.ErasedAt}, clé {KeyChain.Fingerprint(Convert.FromBase64String(certificate.Key))}.");
            foreach (var fault in faults) Console.Out.WriteLine(fault);
            Console.Out.WriteLine(faults.Count == 0 ? "Le certificat est valable." : "Le certificat n'est pas valable.");
            return faults.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task<(ErasureCertificate? Certificate, IReadOnlyList<string> Faults)> CheckAsync(string text, string? key, CancellationToken cancellation)
    {
        if (key is not null) return CertificateCheck.Alone(text, one => KeyChain.IsNamed(one, key));
        await using var session = await OpenAsync(cancellation);
        return await session.Get<CertificateCheck>().RunAsync(text, cancellation);
    }

    private static Task<VerbSession> OpenAsync(CancellationToken cancellation)
        => VerbSession.OpenAsync(cancellation, (services, settings) => services.AddFundingProof(settings).AddFundingErasing());
}
