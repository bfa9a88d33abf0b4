using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Funding.Host.Exporting.Workbook;

/// <summary>The financing workbook as a file (XLSX).</summary>
internal static class FinancingWorkbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The bytes of the file.</summary>
    public static byte[] Write(FinancingBook book)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = BookStyles.Make();
            var sheets = new Sheets();
            Add(workbook, sheets, "Nation", FinancingSheets.Nation(book));
            foreach (var region in book.Regions) Add(workbook, sheets, region.Name, FinancingSheets.Region(region, book));
            Add(workbook, sheets, "Sources", FinancingSheets.Sources(book));
            workbook.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(sheets, new CalculationProperties { FullCalculationOnLoad = true });
            document.PackageProperties.Title = "Financement des CPTS";
            document.PackageProperties.Created = book.Moment.AsOf!.Value.UtcDateTime;
        }

        return memory.ToArray();
    }

    private static void Add(WorkbookPart workbook, Sheets sheets, string name, SheetBuilder sheet)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        part.Worksheet = sheet.ToWorksheet();
        sheets.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)sheets.ChildElements.Count + 1, Name = name });
    }
}
