using Funding.Engine.Erasing;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Proving;
using Funding.Host.Erasing;
using Funding.Host.Ledger.Verifying;
using Funding.Host.Settings;

namespace Funding.Host.Hosting;

/// <summary>What proves the log and what forgets, with the key and the folder that the settings name.</summary>
public static class LedgerServices
{
    /// <summary>Adds the worker that seals and signs the log.</summary>
    /// <param name="services">The host's services, the engine's among them.</param>
    /// <param name="settings">The key and the folder of heads.</param>
    public static IServiceCollection AddFundingLedger(this IServiceCollection services, FundingSettings settings)
        => services.AddFundingProof(settings).AddSingleton<HeadSigner>().AddSingleton<FolderKeeper>().AddHostedService<LedgerWorker>();

    /// <summary>Adds what verifies the log, with its key and folder.</summary>
    public static IServiceCollection AddFundingProof(this IServiceCollection services, FundingSettings settings)
        => services.AddSingleton(settings.Ledger).AddSingleton(settings.LedgerKey()).AddSingleton(settings.LedgerFolder()).AddSingleton<DatabaseVerifier>().AddSingleton<Verifications>();

    /// <summary>Adds what forgets people and texts, after what proves the log: certificates are signed with its key.</summary>
    public static IServiceCollection AddFundingErasing(this IServiceCollection services)
        => services.AddSingleton<CertificateSigner>().AddSingleton<IErasures, Erasures>().AddSingleton<CertificateCheck>();

    /// <summary>The folder of heads that the settings name.</summary>
    internal static LedgerFolder LedgerFolder(this FundingSettings settings) => new(settings.Ledger.Folder ?? Path.Combine(settings.Data, "ledger"));

    private static LedgerKey LedgerKey(this FundingSettings settings) => new(settings.Ledger.KeyFile ?? Path.Combine(settings.Data, "keys", "ledger-signing.pem"));
}
