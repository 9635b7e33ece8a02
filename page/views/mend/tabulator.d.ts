// What is used of Tabulator, which comes without types.
declare module 'tabulator-tables' {
  export interface CellComponent {
    getElement(): HTMLElement;
    getField(): string;
    getRow(): RowComponent;
    edit(force?: boolean): void;
    cancelEdit(): void;
  }
  export interface RowComponent {
    getData(): { id: number };
    getElement(): HTMLElement;
    getCells(): CellComponent[];
    getCell(field: string): CellComponent | false;
    reformat(): void;
  }
  export interface ColumnComponent {
    getField(): string;
    getWidth(): number;
  }
  export interface ColumnDefinition {
    title: string;
    field: string;
    width?: number;
    minWidth?: number;
    frozen?: boolean;
    resizable?: boolean;
    cssClass?: string;
    titleFormatter?: () => Node;
    formatter?: (cell: CellComponent) => Node;
    editor?: (cell: CellComponent, onRendered: (callback: () => void) => void, success: (value: unknown) => void, cancel: () => void) => HTMLElement | false;
  }
  export class Tabulator {
    static registerModule(modules: unknown[]): void;
    constructor(element: HTMLElement, options: Record<string, unknown>);
    on(event: string, callback: (...args: any[]) => void): void;
    getRows(which?: string): RowComponent[];
    setColumns(columns: ColumnDefinition[]): void;
    setData(data: { id: number }[]): Promise<void>;
    getColumns(): ColumnComponent[];
    redraw(force?: boolean): void;
    destroy(): void;
  }
  export const EditModule: unknown;
  export const FormatModule: unknown;
  export const FrozenColumnsModule: unknown;
  export const ResizeColumnsModule: unknown;
}
