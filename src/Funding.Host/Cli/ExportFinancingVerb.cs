using System.CommandLine;
using Funding.Host.Exporting.Workbook;
using Funding.Host.Presentation;

namespace Funding.Host.Cli;

/// <summary><c>export financing</c>: the financing workbook.</summary>
internal static class ExportFinancingVerb
{
    public static Command Make() => ExportFiles.Make(
        "financing", "Le financement des CPTS en classeur (XLSX) : une feuille par région, une de la nation dont les totaux sont des formules, une de sources.", [ExportFiles.Year],
        async (session, parsed, moment, stream, cancellation) =>
        {
            var book = await session.Get<FinancingBooks>().ReadAsync(parsed.GetValue(ExportFiles.Year), moment, _ => true, cancellation);
            await stream.WriteAsync(FinancingWorkbook.Write(book), cancellation);
            return (0, $"{French.Count(book.Regions.Count, "région")}, {French.Count(book.Regions.Sum(region => region.Lines!.Count), "ligne")}");
        });
}
