using Funding.Host.Exporting.Dossiers;
using Funding.Host.Exporting.Scdl;
using Funding.Host.Exporting.Workbook;
using Funding.Host.Settings;

namespace Funding.Host.Exporting;

/// <summary>Adds the exports.</summary>
internal static class ExportServices
{
    /// <summary>Adds them, on the engine's ports.</summary>
    public static IServiceCollection AddFundingExports(this IServiceCollection services, FundingSettings settings)
        => services.AddSingleton(settings.Scdl).AddSingleton<ScdlExport>().AddSingleton<FinancingBooks>().AddSingleton<DossierPapers>();
}
